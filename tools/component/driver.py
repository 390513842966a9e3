"""Asks the component under Wasmtime: questions as JSON lines on standard input, answers on standard output.

A question names files: {"checkpoint": path, "modules": [path] or null, "updates": [[index, path, images or null]] or null, "host": text or
null, "full": bool}. An answer is as in answer.ts. The first argument is the component.
"""

import json
import sys

from wasmtime import Config, Engine, Store
from wasmtime.component import Component, Linker, Record

INTERFACE = "checkpoint:validator/validation@0.1.0"


def record(**fields):
    made = Record()
    for name, value in fields.items():
        setattr(made, name.replace("_", "-"), value)
    return made


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def report_answer(report):
    return {
        "accepted": report.accepted,
        "judgement": report.judgement,
        "errors": [f"{error.code} {error.path} {error.offset}" for error in report.errors],
    }


def main():
    config = Config()
    config.cache = True
    engine = Engine(config)
    store = Store(engine)
    component = Component.from_file(engine, sys.argv[1])
    instance = Linker(engine).instantiate(store, component)
    interface = instance.get_export_index(store, INTERFACE)

    def function(name):
        return instance.get_func(store, instance.get_export_index(store, name, interface))

    validate = function("validate")
    validate_update = function("validate-update")
    for line in sys.stdin:
        question = json.loads(line)
        checkpoint = contents(question["checkpoint"])
        given = question["modules"]
        modules = None if given is None else [contents(path) for path in given]
        options = record(full=question["full"], host=question["host"], max_errors=None)
        if question["updates"] is None:
            call = validate
            result = call(store, checkpoint, modules, options)
        else:
            call = validate_update
            updates = [
                record(module=module, bytes=contents(path), images=images and record(**images))
                for module, path, images in question["updates"]
            ]
            result = call(store, checkpoint, modules or [], updates, options)
        call.post_return(store)
        if result.tag == "err":
            answer = {"thrown": result.payload.code}
        elif question["updates"] is None:
            answer = report_answer(result.payload)
        else:
            answer = report_answer(result.payload.report)
            if result.payload.checkpoint is not None:
                answer["updated"] = len(result.payload.checkpoint)
        print(json.dumps(answer), flush=True)


main()
