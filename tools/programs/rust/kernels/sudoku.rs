//! Solves a sudoku by trying, n times with the rows turned; counts the steps.

const PUZZLE: &str = "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9";

struct Board {
    cells: [u8; 81],
    rows: [u16; 9],
    columns: [u16; 9],
    boxes: [u16; 9],
    steps: u32,
    limit: u32,
}

const fn box_of(at: usize) -> usize {
    at / 27 * 3 + at % 9 / 3
}

impl Board {
    fn new(turn: usize, limit: u32) -> Board {
        let mut board = Board { cells: [0; 81], rows: [0; 9], columns: [0; 9], boxes: [0; 9], steps: 0, limit };
        for (i, byte) in PUZZLE.bytes().enumerate() {
            if byte != b'.' {
                let row = (i / 9 + turn * 3) % 9;
                board.set(row * 9 + i % 9, byte - b'0');
            }
        }
        board
    }

    fn flip(&mut self, at: usize, digit: u8) {
        let bit = 1 << digit;
        self.rows[at / 9] ^= bit;
        self.columns[at % 9] ^= bit;
        self.boxes[box_of(at)] ^= bit;
    }

    fn set(&mut self, at: usize, digit: u8) {
        self.cells[at] = digit;
        self.flip(at, digit);
    }

    fn unset(&mut self, at: usize) {
        let digit = std::mem::take(&mut self.cells[at]);
        self.flip(at, digit);
    }

    fn free(&self, at: usize) -> u16 {
        !(self.rows[at / 9] | self.columns[at % 9] | self.boxes[box_of(at)]) & 0x3fe
    }

    fn solve(&mut self) -> Option<()> {
        self.steps += 1;
        if self.steps > self.limit {
            return Some(());
        }
        let next = (0..81).filter(|&at| self.cells[at] == 0).min_by_key(|&at| self.free(at).count_ones());
        let Some(at) = next else { return Some(()) };
        let mut choices = self.free(at);
        while choices != 0 {
            let digit = choices.trailing_zeros() as u8;
            choices &= choices - 1;
            self.set(at, digit);
            if self.solve().is_some() {
                return Some(());
            }
            self.unset(at);
        }
        None
    }
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    let mut hash = 0u32;
    for turn in 0..n {
        let mut board = Board::new(turn as usize, 20_000);
        board.solve();
        for cell in board.cells {
            hash = hash.wrapping_mul(11).wrapping_add(u32::from(cell));
        }
        hash = hash.wrapping_mul(31).wrapping_add(board.steps);
    }
    hash as i32
}
