//! life WIDTH HEIGHT GENERATIONS: Conway's game of life on a torus; prints every generation.

use std::io::{self, Write};
use std::process::ExitCode;

struct World {
    width: usize,
    cells: Vec<bool>,
}

impl World {
    fn seeded(width: usize, height: usize) -> World {
        let mut state = 0x2545_f491_4f6c_dd1du64;
        let cells = (0..width * height)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state % 3 == 0
            })
            .collect();
        World { width, cells }
    }

    fn neighbours(&self, at: usize) -> usize {
        let (width, height) = (self.width, self.cells.len() / self.width);
        let (x, y) = (at % width, at / width);
        let mut count = 0;
        for dy in [height - 1, 0, 1] {
            for dx in [width - 1, 0, 1] {
                let other = (y + dy) % height * width + (x + dx) % width;
                count += usize::from(other != at && self.cells[other]);
            }
        }
        count
    }

    fn next(&self) -> World {
        let cells = (0..self.cells.len())
            .map(|at| matches!((self.cells[at], self.neighbours(at)), (true, 2) | (_, 3)))
            .collect();
        World { width: self.width, cells }
    }

    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        for row in self.cells.chunks(self.width) {
            let line: String = row.iter().map(|&cell| if cell { '#' } else { '.' }).collect();
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

fn main() -> ExitCode {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let (&[width, height, generations], true) = (&numbers[..], !numbers.contains(&0)) else {
        eprintln!("usage: life WIDTH HEIGHT GENERATIONS");
        return ExitCode::from(2);
    };
    let mut world = World::seeded(width, height);
    let mut out = io::stdout().lock();
    for generation in 0..generations {
        let alive = world.cells.iter().filter(|&&cell| cell).count();
        if writeln!(out, "generation {generation}, {alive} alive").and_then(|()| world.print(&mut out)).is_err() {
            return ExitCode::FAILURE;
        }
        world = world.next();
    }
    ExitCode::SUCCESS
}
