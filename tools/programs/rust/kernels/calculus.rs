//! Differentiates expressions n times and evaluates them: boxed trees, trait objects and closures.

use std::rc::Rc;

trait Term {
    fn at(&self, x: f64) -> f64;
    fn derivative(&self) -> Rc<dyn Term>;
    fn size(&self) -> u32;
}

struct Constant(f64);
struct X;
struct Sum(Rc<dyn Term>, Rc<dyn Term>);
struct Product(Rc<dyn Term>, Rc<dyn Term>);

impl Term for Constant {
    fn at(&self, _: f64) -> f64 {
        self.0
    }
    fn derivative(&self) -> Rc<dyn Term> {
        Rc::new(Constant(0.0))
    }
    fn size(&self) -> u32 {
        1
    }
}

impl Term for X {
    fn at(&self, x: f64) -> f64 {
        x
    }
    fn derivative(&self) -> Rc<dyn Term> {
        Rc::new(Constant(1.0))
    }
    fn size(&self) -> u32 {
        1
    }
}

impl Term for Sum {
    fn at(&self, x: f64) -> f64 {
        self.0.at(x) + self.1.at(x)
    }
    fn derivative(&self) -> Rc<dyn Term> {
        Rc::new(Sum(self.0.derivative(), self.1.derivative()))
    }
    fn size(&self) -> u32 {
        1 + self.0.size() + self.1.size()
    }
}

impl Term for Product {
    fn at(&self, x: f64) -> f64 {
        self.0.at(x) * self.1.at(x)
    }
    fn derivative(&self) -> Rc<dyn Term> {
        Rc::new(Sum(
            Rc::new(Product(self.0.derivative(), self.1.clone())),
            Rc::new(Product(self.0.clone(), self.1.derivative())),
        ))
    }
    fn size(&self) -> u32 {
        1 + self.0.size() + self.1.size()
    }
}

fn polynomial(degree: u32) -> Rc<dyn Term> {
    (0..degree).fold(Rc::new(Constant(0.5)) as Rc<dyn Term>, |sum, i| {
        Rc::new(Sum(Rc::new(Product(sum, Rc::new(X))), Rc::new(Constant(f64::from(i) - 1.5))))
    })
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i64 {
    let mut term = polynomial(6);
    let mut hash = 0u64;
    for _ in 0..n {
        let values: Vec<f64> = [-1.5, 0.0, 0.25, 2.0].iter().map(|&x| term.at(x)).collect();
        for value in values {
            hash = hash.rotate_left(5) ^ value.to_bits();
        }
        hash = hash.wrapping_mul(31).wrapping_add(u64::from(term.size()));
        term = term.derivative();
    }
    hash as i64
}
