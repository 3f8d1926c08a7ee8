//! A run over many files: the same bytes whatever the number of threads, and nothing left behind when it is ended.

use std::fs;
use std::process::{Command, Stdio};

use rayon::prelude::*;
use tempfile::TempDir;
use ttm::canonical;

use crate::generated::{Shapes, standard};
use crate::names;

fn ttm() -> Command {
    // Under nohup the program would go on after SIGHUP, as it should.
    let mut command = if cfg!(target_os = "linux") {
        let mut env = Command::new("env");
        env.args(["--default-signal=HUP", env!("CARGO_BIN_EXE_ttm")]);
        env
    } else {
        Command::new(env!("CARGO_BIN_EXE_ttm"))
    };
    command.env_remove("GITHUB_STEP_SUMMARY").env("LANG", "C").stdin(Stdio::null());
    command
}

/// More files than one part has, some of them with findings that point into files of another part.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shapes = Shapes { duties: 1, ..Shapes::ALL };
    for number in 0..300 {
        let standard = standard(number, shapes);
        let code = standard.code.given().unwrap().as_str().to_owned();
        let text = canonical::yaml(&standard);
        let write = |name: String, text: &str| fs::write(folder.path().join(name), text).unwrap();
        match number % 30 {
            // A second file with the code, far from the first.
            7 => write(format!("z-{code}.yaml"), &text),
            // An older version that passes for the newest.
            11 => {
                let base = code.split('v').next().unwrap();
                write(format!("z-{base}v9.yaml"), &text.replace(&code, &format!("{base}v9")));
            }
            13 => write(format!("{number}-broken.yaml"), "code: [\n"),
            17 => {
                write(format!("{number}-allowed.yaml"), &format!("# ttm: allow-file(file-name)\n{text}"));
            }
            _ => {}
        }
        write(format!("{code}.yaml"), &text);
    }
    folder
}

#[test]
fn the_output_is_the_same_for_any_number_of_threads() {
    let folder = repository();
    ["text", "json", "sarif", "github", "junit"].into_par_iter().for_each(|format| {
        let run = |jobs: &str| {
            let arguments = ["validate", "--notes", "--as-of", "2030-01-01", "--format", format, "-j", jobs];
            let output = ttm().args(arguments).arg(folder.path()).output().unwrap();
            assert_eq!(output.status.code(), Some(1));
            assert!(output.stderr.is_empty(), "no bar where standard error is no terminal");
            output.stdout
        };
        let one = run("1");
        assert!(one.len() > 10_000);
        for jobs in ["2", "7"] {
            assert!(run(jobs) == one, "{format} with {jobs} threads");
        }
    });
    let none = ttm().args(["validate", "--jobs", "0"]).output().unwrap();
    assert_eq!(none.status.code(), Some(2));
}

/// Ends the program while it writes forms, and gives its exit code with how many of them were written whole.
#[cfg(unix)]
fn ended(program: &mut Command, forms: &std::path::Path, signal: &str, later: u64) -> Option<i32> {
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    fs::create_dir(forms).unwrap();
    let mut child = program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    while names(forms).len() < 3 && begun.elapsed() < Duration::from_secs(60) {
        sleep(Duration::from_micros(300));
    }
    sleep(Duration::from_micros(later));
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    let status = child.wait().unwrap();
    for name in names(forms) {
        assert!(name.ends_with(".html"), "{signal}: {name}");
        let page = fs::read_to_string(forms.join(&name)).unwrap();
        assert!(page.trim_end().ends_with("</html>"), "{signal}: {name}");
    }
    status.code()
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_program_and_leaves_no_half_written_file() {
    let folder = tempfile::tempdir().unwrap();
    let standards = folder.path().join("standards");
    fs::create_dir(&standards).unwrap();
    for number in 0..400 {
        fs::copy("standards/TTM4221-004v2.yaml", standards.join(format!("{number}.yaml"))).unwrap();
    }
    for (signal, code) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        let mut interrupted = 0;
        for round in 0..4 {
            let forms = folder.path().join(format!("forms{signal}-{round}"));
            let mut program = ttm();
            program.args(["render", "--format", "html", "-o"]).args([&forms, &standards]);
            let ended = ended(&mut program, &forms, signal, 700 * round).unwrap();
            // On a fast disk everything may be written by then.
            assert!(ended == code || ended == 0, "{signal}: {ended}");
            interrupted += usize::from(ended == code);
        }
        assert!(interrupted > 0, "{signal}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn ignored_signals_stay_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let standards = folder.path().join("standards");
    fs::create_dir(&standards).unwrap();
    for number in 0..60 {
        fs::copy("standards/TTM4221-004v2.yaml", standards.join(format!("{number}.yaml"))).unwrap();
    }
    let forms = folder.path().join("forms");
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' HUP; exec \"$0\" render --format html -o \"$1\" \"$2\""]);
    shell.arg(env!("CARGO_BIN_EXE_ttm")).args([&forms, &standards]);
    assert_eq!(ended(&mut shell, &forms, "-HUP", 0), Some(0));
    assert_eq!(names(&forms).len(), 60);
}
