//! `ttm init`: a repository to begin with.

use std::fs;

use serde_json::Value;

use crate::repository::{Repository, said};

const FILES: [&str; 7] = [
    "standards/standard.schema.json",
    "drafts/.gitkeep",
    "ttm.toml",
    ".github/workflows/standards.yml",
    ".pre-commit-config.yaml",
    ".gitattributes",
    "README.md",
];

fn yaml(text: &str) -> Value {
    serde_norway::from_str(text).unwrap()
}

#[test]
fn a_new_repository_has_what_it_needs_and_works() {
    for lang in ["en", "zh-TW"] {
        let repository = Repository::new();
        let output = repository.ttm(&["--lang", lang, "init"]);
        assert!(output.status.success(), "{output:?}");
        assert!(output.stdout.is_empty());
        for file in FILES {
            assert!(said(&output).lines().any(|line| line.starts_with(file)), "{file}: {}", said(&output));
        }
        assert_eq!(repository.read(FILES[0]), ttm::format::schema::schema());
        let readme = repository.read("README.md");
        assert!(readme.starts_with(if lang == "en" { "# Competency standards" } else { "# 職能基準" }));
        // What it wrote is what the program and the services read.
        let draft = ["--lang", lang, "new", "--name", "咖啡烘焙師", "-o", "drafts/a.yaml"];
        let output = repository.ttm(&draft);
        assert!(output.status.success() && !said(&output).contains("ttm schema"), "{output:?}");
        let draft = repository.read("drafts/a.yaml");
        assert!(
            draft.starts_with("# yaml-language-server: $schema=../standards/standard.schema.json\n"),
            "{draft}"
        );
        // What is left to fill in of a draft is listed, as `ttm new` says, and fails only where that is asked for.
        let judged = repository.ttm(&["--lang", "en", "validate", "drafts"]);
        assert_eq!(judged.status.code(), Some(0));
        let listed = String::from_utf8(judged.stdout).unwrap();
        assert!(listed.contains("parts of the draft are filled; still to be filled:"), "{listed}");
        assert_eq!(repository.ttm(&["validate", "drafts", "--strict"]).status.code(), Some(1));
        // The settings show how it is hidden.
        let settings = repository.read("ttm.toml");
        let hiding =
            settings.replace("# [[", "[[").replace("# paths", "paths").replace("# rules =", "rules =");
        repository.write("ttm.toml", &hiding);
        assert_eq!(repository.ttm(&["validate", "drafts", "--strict"]).status.code(), Some(0));
        let shown =
            String::from_utf8(repository.ttm(&["validate", "drafts", "--show-settings"]).stdout).unwrap();
        assert!(shown.contains("configuration: ttm.toml") && shown.contains("drafts"), "{shown}");
        let workflow = yaml(&repository.read(".github/workflows/standards.yml"));
        let steps = workflow["jobs"]["standards"]["steps"].as_array().unwrap();
        let commands =
            steps.iter().filter_map(|step| step["run"].as_str()).filter(|run| run.starts_with("ttm "));
        let hooks = yaml(&repository.read(".pre-commit-config.yaml"));
        let hooks = hooks["repos"][0]["hooks"].as_array().unwrap();
        let entries = hooks.iter().map(|hook| hook["entry"].as_str().unwrap());
        let mut count = 0;
        for command in commands.chain(entries) {
            let command = command.split(" >> ").next().unwrap().replace('"', "");
            let words: Vec<std::ffi::OsString> = command.split(' ').map(Into::into).collect();
            assert!(ttm::cli::parse(&words, ttm::text::bilingual::Lang::En).is_ok(), "{command}");
            assert!(command.contains(&format!("--lang {lang}")), "{command}");
            count += 1;
        }
        assert_eq!(count, 4);
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(hooks[0]["additional_dependencies"][0], format!("icap-ttm=={version}"));
        assert!(steps.iter().any(|step| step["run"] == format!("pip install icap-ttm=={version}")));
    }
}

#[test]
fn existing_files_are_not_changed_by_init() {
    let repository = Repository::new();
    for file in FILES {
        repository.write(file, "mine\n");
    }
    fs::remove_file(repository.file("ttm.toml")).unwrap();
    let output = repository.ttm(&["init"]);
    assert!(output.status.success());
    assert_eq!(said(&output).matches("there already, not touched").count(), FILES.len() - 1);
    for file in FILES {
        assert_eq!(repository.read(file) == "mine\n", file != "ttm.toml", "{file}");
    }
}

#[test]
fn another_folder_is_made() {
    let folder = Repository::bare_folder();
    assert!(folder.ttm(&["init", "a/b"]).status.success());
    assert!(folder.file("a/b/standards/standard.schema.json").is_file());
    assert_eq!(folder.names("."), ["a"]);
}

#[cfg(unix)]
#[test]
fn init_does_not_write_through_links() {
    let (repository, elsewhere) = (Repository::new(), Repository::bare_folder());
    std::os::unix::fs::symlink(elsewhere.path(), repository.file("standards")).unwrap();
    let output = repository.ttm(&["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).starts_with("error: standards is a link"), "{}", said(&output));
    assert!(elsewhere.names(".").is_empty());
}

#[test]
fn a_file_names_the_schema_from_where_it_lies() {
    let repository = Repository::new();
    let first = |name: &str| repository.read(name).lines().next().unwrap().to_owned();
    fs::create_dir_all(repository.file("standards/TTM/a")).unwrap();
    // Without a schema, it is said how to get it.
    let output = repository.ttm(&["new", "--name", "甲", "-o", "standards/TTM/a/x.yaml"]);
    assert!(
        said(&output).contains("`ttm schema > standards/TTM/a/standard.schema.json`"),
        "{}",
        said(&output)
    );
    assert_eq!(first("standards/TTM/a/x.yaml"), "# yaml-language-server: $schema=standard.schema.json");
    repository.write("standards/standard.schema.json", &ttm::format::schema::schema());
    let output = repository.ttm(&["new", "--name", "甲", "-o", "standards/TTM/a/y.yaml"]);
    assert!(!said(&output).contains("ttm schema"), "{}", said(&output));
    assert_eq!(first("standards/TTM/a/y.yaml"), "# yaml-language-server: $schema=../../standard.schema.json");
    // The next edition of a standard lies elsewhere than the standard.
    let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    repository.write("standards/TTM4221-004v2.yaml", &standard);
    let revises = ["new", "--revises", "standards/TTM4221-004v2.yaml", "-o", "next.yaml"];
    assert!(repository.ttm(&revises).status.success());
    assert_eq!(first("next.yaml"), "# yaml-language-server: $schema=standards/standard.schema.json");
    let rest = |text: &str| text.split_once('\n').unwrap().1.to_owned();
    assert_eq!(rest(&repository.read("next.yaml")), rest(&standard.replacen("code:", "revises:", 1)));
}
