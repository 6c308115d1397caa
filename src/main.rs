//! The program: see [`casefile::cli`].

fn main() -> std::process::ExitCode {
    casefile::cli::main()
}
