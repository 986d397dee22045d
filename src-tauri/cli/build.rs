//! The pages are part of `xbh`: it is built anew when they are.

fn main() {
    println!("cargo::rerun-if-changed=../../ui/dist");
}
