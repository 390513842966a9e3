//! n! in base 10^9, its digits, and its remainders by long division; each remainder that is zero is told to the host.

#[link(wasm_import_module = "env")]
extern "C" {
    fn log(value: i32);
}

const BASE: u64 = 1_000_000_000;

fn factorial(n: u32) -> Vec<u32> {
    let mut limbs = vec![1u32];
    for factor in 2..=n {
        let mut carry = 0;
        for limb in &mut limbs {
            let product = u64::from(*limb) * u64::from(factor) + carry;
            *limb = (product % BASE) as u32;
            carry = product / BASE;
        }
        if carry > 0 {
            limbs.push(carry as u32);
        }
    }
    limbs
}

fn remainder(limbs: &[u32], divisor: u64) -> u64 {
    limbs.iter().rev().fold(0, |rest, &limb| (rest * BASE + u64::from(limb)) % divisor)
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    let limbs = factorial(n as u32);
    let text: String = limbs
        .iter()
        .rev()
        .enumerate()
        .map(|(i, limb)| if i == 0 { limb.to_string() } else { format!("{limb:09}") })
        .collect();
    let digits: u32 = text.bytes().map(|byte| u32::from(byte - b'0')).sum();
    for divisor in n as u64 + 1..n as u64 + 40 {
        if remainder(&limbs, divisor) == 0 {
            // SAFETY: the host only looks at the number.
            unsafe { log(divisor as i32) };
        }
    }
    (digits + text.len() as u32 * 1_000_000) as i32
}
