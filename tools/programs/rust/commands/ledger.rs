//! ledger: reads lines `account amount` and prints each account with its balance, sorted, and every line that it refused.
//!
//! With a file's name as its argument it reads that file, otherwise its standard input.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::process::ExitCode;

enum Refusal {
    NoAmount,
    BadAmount(std::num::ParseIntError),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Refusal::NoAmount => write!(out, "no amount"),
            Refusal::BadAmount(error) => write!(out, "{error}"),
        }
    }
}

fn parse(line: &str) -> Result<(&str, i64), Refusal> {
    let (account, amount) = line.split_once(' ').ok_or(Refusal::NoAmount)?;
    Ok((account, amount.trim().parse().map_err(Refusal::BadAmount)?))
}

fn read(input: impl BufRead) -> io::Result<usize> {
    let mut balances: HashMap<String, i64> = HashMap::new();
    let mut refused = 0;
    for (number, line) in input.lines().enumerate() {
        match parse(&line?) {
            Ok((account, amount)) => *balances.entry(account.to_owned()).or_default() += amount,
            Err(refusal) => {
                refused += 1;
                println!("line {}: {refusal}", number + 1);
            }
        }
    }
    let sorted: BTreeMap<_, _> = balances.into_iter().collect();
    let width = sorted.keys().map(String::len).max().unwrap_or(0);
    for (account, balance) in &sorted {
        println!("{account:<width$} {balance:>12}");
    }
    println!("{} accounts, {} in all", sorted.len(), sorted.values().sum::<i64>());
    Ok(refused)
}

fn main() -> ExitCode {
    let result = match std::env::args().nth(1) {
        Some(path) => File::open(&path).and_then(|file| read(BufReader::new(file))),
        None => read(io::stdin().lock()),
    };
    match result {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
