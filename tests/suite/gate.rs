//! The gate: what of an issued standard may change without a version, which files are looked at, and what git is asked.

use std::fs;

use serde_json::Value;

use crate::repository::{Repository, said};

const V2: &str = "standards/TTM4221-004v2.yaml";
const V3: &str = "standards/TTM4221-004v3.yaml";

/// The exit code and the reasons why the gate does not let the change pass.
fn gate(repository: &Repository, options: &[&str]) -> (i32, Vec<String>) {
    let output = repository.ttm(&[&["diff", "--against", "HEAD", "--format", "json"], options].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let reasons = report["failures"].as_array().unwrap().iter();
    (output.status.code().unwrap(), reasons.map(|one| one["reason"].as_str().unwrap().to_owned()).collect())
}

fn passes(repository: &Repository) {
    assert_eq!(gate(repository, &[]), (0, vec![]));
}

fn fails(repository: &Repository, reasons: &[&str]) {
    assert_eq!(gate(repository, &[]), (1, reasons.iter().map(ToString::to_string).collect()));
}

fn reword(repository: &Repository, name: &str) {
    repository.edit(name, "整理客戶特別需求", "蒐集客戶特別需求");
}

fn release(repository: &Repository, file: &str, more: &[&str]) {
    let issue = ["release", file, "--code", "TTM4221-004v3", "--date", "2026-03-01", "--note", "更新"];
    let output = repository.ttm(&[&issue, more].concat());
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn an_issued_standard_may_not_change_without_a_new_version() {
    for keep in [&["--keep"][..], &[]] {
        let repository = Repository::with_standard();
        passes(&repository);
        reword(&repository, V2);
        fails(&repository, &["changed"]);
        let output = repository.ttm(&["diff", "--against", "main"]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(
            text.ends_with(
                "\nerror: standards/TTM4221-004v2.yaml: the content of TTM4221-004v2 changed (1 rewording), but its \
                 version did not\n  help: once the office has issued TTM4221-004v3: `ttm release \
                 standards/TTM4221-004v2.yaml --code TTM4221-004v3 --date DATE --note TEXT`; until then edit a draft \
                 (`ttm new --revises`)\n1 issued standard before, 1 changed, 0 new: 1 failure\n"
            ),
            "{text}"
        );
        release(&repository, V2, keep);
        passes(&repository);
        repository.commit();
        passes(&repository);
        // The version before is not to be touched any more, its history excepted.
        if !keep.is_empty() {
            repository.edit(V2, "note: 更新", "note: 更新職能內涵");
            passes(&repository);
            repository.edit(V2, "整理客戶特別需求", "處理客戶特別需求");
            fails(&repository, &["archive-changed"]);
            // It may go: git has it.
            fs::remove_file(repository.file(V2)).unwrap();
            passes(&repository);
        }
    }
}

#[test]
fn editorial_changes_pass_and_changes_of_meaning_do_not() {
    let repository = Repository::with_standard();
    repository.edit(V2, "整理客戶特別需求。", "整理第一～三區客戶，以5'管、.NET與<table>標示。");
    repository.commit();
    for (old, new) in [
        ("以5'管、", "以5'管，"),
        ("標示。", "標示"),
        ("第一～三區", "第一~三區"),
        ("學歷要求：大專以上。", "學歷要求：大專以上"),
    ] {
        repository.edit(V2, old, new);
        passes(&repository);
        repository.edit(V2, new, old);
    }
    for (old, new) in [
        ("第一～三區", "第一、三區"),
        ("5'管", "5\"管"),
        (".NET", "NET"),
        ("<table>", "<ul>"),
        ("學歷要求：大專以上。", "學歷要求：碩士以上。"),
    ] {
        repository.edit(V2, old, new);
        fails(&repository, &["changed"]);
        repository.edit(V2, new, old);
    }
    // What may pass is a matter of the class, and a qualification is a requirement.
    repository.edit(V2, "學歷要求：大專以上。", "學歷要求：碩士以上。");
    assert_eq!(gate(&repository, &["--allow", "rewording"]).0, 1);
    repository.edit(V2, "學歷要求：碩士以上。", "學歷要求：大專以上。");
    repository.edit(V2, "第一～三區", "第一、三區");
    assert_eq!(gate(&repository, &["--allow", "rewording"]).0, 0);
}

#[test]
fn a_revision_passes_as_draft_and_as_new_version() {
    for keep in [&["--keep"][..], &[]] {
        let repository = Repository::with_standard();
        let draft = "standards/next.yaml";
        repository.ttm(&["new", "--revises", V2, "-o", draft]);
        passes(&repository);
        reword(&repository, draft);
        passes(&repository);
        repository.commit();
        repository.edit(draft, "蒐集客戶特別需求", "蒐集並整理客戶特別需求");
        let output = repository.ttm(&["diff", "--against", "HEAD"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains("並整理"), "{output:?}");
        release(&repository, draft, keep);
        passes(&repository);
    }
    // In place of the issued one.
    let repository = Repository::with_standard();
    repository.edit(V2, "# yaml-language-server: $schema=standard.schema.json\ncode:", "revises:");
    reword(&repository, V2);
    passes(&repository);
    repository.edit(V2, "revises: TTM4221-004v2\n", "");
    fails(&repository, &["disappeared"]);
}

#[test]
fn standards_are_identified_by_code() {
    let repository = Repository::with_standard();
    fs::create_dir(repository.file("standards/TTM")).unwrap();
    fs::rename(repository.file(V2), repository.file("standards/TTM/旅遊.yml")).unwrap();
    passes(&repository);
    reword(&repository, "standards/TTM/旅遊.yml");
    fails(&repository, &["changed"]);
    fs::remove_file(repository.file("standards/TTM/旅遊.yml")).unwrap();
    // Nothing is left, not even a file.
    fails(&repository, &["disappeared"]);
    fs::remove_dir_all(repository.file("standards")).unwrap();
    fails(&repository, &["disappeared"]);
    // A path that is gone is a deleted one if the revision has it.
    let (code, reasons) = gate(&repository, &[V2]);
    assert_eq!((code, reasons), (1, vec!["disappeared".to_owned()]));
    let output = repository.ttm(&["diff", "--against", "HEAD", "standards/other.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("standards/other.yaml is not there"), "{}", said(&output));
}

#[test]
fn a_new_version_must_follow_the_last_and_be_in_the_history() {
    let repository = Repository::with_standard();
    let standard = repository.read(V2);
    let code = "code: TTM4221-004v2\nname";
    // The code alone moved.
    repository.write(V2, &standard.replace(code, "code: TTM4221-004v3\nname"));
    fails(&repository, &["unrecorded"]);
    repository.write(V2, &standard.replace(code, "code: TTM4221-004v4\nname"));
    fails(&repository, &["skipped", "unrecorded"]);
    let history = |version: &str| {
        format!("history:\n  - version: {version}\n    code: TTM4221-004{version}\n    status: current\n")
    };
    let skipped = standard.replace(code, "code: TTM4221-004v4\nname").replace("history:\n", &history("v4"));
    repository.write(V2, &skipped);
    fails(&repository, &["skipped"]);
    repository.write(V2, &standard.replace(code, "code: TTM4221-004v1\nname"));
    fails(&repository, &["backwards"]);
    repository.write(V2, &standard);
    // Two versions were issued since.
    release(&repository, V2, &[]);
    let next = ["release", V3, "--code", "TTM4221-004v4", "--date", "2026-04-01", "--note", "再更新"];
    assert!(repository.ttm(&next).status.success());
    passes(&repository);
    // A standard that is new may begin with any version.
    repository.write("standards/TTM4221-009v3.yaml", &standard.replace("TTM4221-004v2", "TTM4221-009v3"));
    passes(&repository);
}

#[test]
fn the_allowed_class_of_changes_is_configurable() {
    let repository = Repository::with_standard();
    repository.edit(V2, "整理客戶特別需求。", "整理客戶特別需求．");
    passes(&repository);
    reword(&repository, V2);
    fails(&repository, &["changed"]);
    assert_eq!(gate(&repository, &["--allow", "renumbering"]).0, 1);
    assert_eq!(gate(&repository, &["--allow", "rewording"]).0, 0);
    repository.git(&["stash", "--quiet"]);
    repository.write("ttm.toml", "[release]\nallow = \"rewording\"\n");
    repository.commit();
    reword(&repository, V2);
    passes(&repository);
    assert_eq!(gate(&repository, &["--allow", "editorial"]).0, 1);
    repository.write("ttm.toml", "[release]\nallow = \"rewordin\"\n");
    let output = repository.ttm(&["diff", "--against", "HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    let said = said(&output);
    assert!(
        said.contains("`rewordin` is no class of changes") && said.contains("did you mean `rewording`?"),
        "{said}"
    );
    let output = repository.ttm(&["diff", "--against", "HEAD", "--allow", "all"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn broken_or_ignored_files_fail_the_gate() {
    let repository = Repository::with_standard();
    repository.write(V2, "code: [");
    let output = repository.ttm(&["diff", "--against", "HEAD"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("error[yaml-syntax]"), "{}", said(&output));
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("TTM4221-004v2 cannot be read any more"),
        "{output:?}"
    );
    repository.git(&["checkout", "--quiet", V2]);
    reword(&repository, V2);
    repository.write(".ignore", "standards/\n");
    fails(&repository, &["changed"]);
    // What was broken before and is so still is not this change's.
    repository.git(&["checkout", "--quiet", V2]);
    repository.write("standards/broken.yaml", "name: [");
    repository.commit();
    passes(&repository);
}

#[test]
fn unreadable_parts_fail_the_gate() {
    let repository = Repository::with_standard();
    let standard = repository.read(V2);
    let level = "\nlevel: 3\n";
    let description = standard.lines().find(|line| line.starts_with("description:")).unwrap();
    for (before, after) in [
        (level, "\nlevel: 四\n"),
        (description, "description: [甲]"),
        ("date: 2021-01-14", "date: 2021-13-14"),
    ] {
        repository.write(V2, &standard.replacen(before, after, 1));
        let output = repository.ttm(&["diff", "--against", "HEAD", "--format", "json"]);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{after}");
        let failures = &report["failures"];
        let last = failures.as_array().unwrap().last().unwrap_or_else(|| panic!("{after}"));
        assert_eq!(last["reason"], "partly-unreadable", "{failures}");
        assert_eq!((&last["code"], &last["path"]), (&"TTM4221-004v2".into(), &V2.into()));
        assert!(last["message"]["zh"].as_str().unwrap().starts_with("TTM4221-004v2 無法完整讀取："));
    }
    // What cannot be read looks like something that is gone: no version is issued for it.
    for (before, after) in [("attitudes:\n", "atitudes:\n"), (level, "\nsurprise: 1\nlevel: 4\n")] {
        repository.write(V2, &standard.replacen(before, after, 1));
        let output = repository.ttm(&["diff", "--against", "HEAD", "--format", "md"]);
        let page = String::from_utf8(output.stdout).unwrap();
        assert!(page.contains("**: TTM4221-004v2 cannot be read whole: 1 error\n  mend what `ttm validate "));
        assert!(page.contains("\nWhat could not be read of the new version was not compared;"), "{page}");
        assert!(!page.contains("ttm release"), "{page}");
    }
    fails(&repository, &["changed", "partly-unreadable"]);
    // What was so before and was not touched is not this change's, and may be mended.
    repository.write(V2, &standard.replacen(level, "\nlevel: 四\n", 1));
    repository.commit();
    passes(&repository);
    repository.write(V2, &standard);
    passes(&repository);
    // A code that cannot be read, a new file, a draft, and a file that is no standard.
    repository.write(V2, &standard.replacen("code: TTM4221-004v2", "code: [TTM4221-004v2]", 1));
    fails(&repository, &["unreadable"]);
    fs::write(repository.file(V2), &standard).unwrap();
    repository.commit();
    let new = standard.replace("TTM4221-004v2", "TTM4221-009v1");
    repository.write("standards/TTM4221-009v1.yaml", &new.replacen(level, "\nlevel: 四\n", 1));
    repository.write("standards/draft.yaml", "name: {occupation: 甲}\nlevel: 四\n");
    repository.write("standards/none.yaml", "name: [");
    fails(&repository, &["partly-unreadable", "partly-unreadable", "unreadable"]);
}

#[test]
fn the_gate_checks_only_the_given_paths() {
    let repository = Repository::with_standard();
    let standard = repository.read(V2);
    let others = [
        ("standards/a/-rf.yaml", "TTM4221-005v1"),
        ("standards/a/[*]?.yaml", "TTM4221-006v1"),
        ("standards/a/:(top)甲 乙'.yaml", "TTM4221-007v1"),
        ("standards/a/甲\n乙.yaml", "TTM4221-008v1"),
        ("standards/a/E.YAML", "TTM4221-009v1"),
        ("other/c.yaml", "TTM4221-010v1"),
        ("standards/.hidden/d.yaml", "TTM4221-011v1"),
    ];
    for (name, code) in others {
        repository.write(name, &standard.replace("TTM4221-004v2", code));
    }
    repository.write("-rf.yaml", &standard.replace("TTM4221-004v2", "TTM4221-012v1"));
    repository.commit();
    passes(&repository);
    for (name, _) in others {
        reword(&repository, name);
    }
    reword(&repository, "-rf.yaml");
    let reasons = |options: &[&str]| gate(&repository, options).1.len();
    assert_eq!(reasons(&[]), 5);
    assert_eq!(reasons(&["standards/a"]), 5);
    assert_eq!(reasons(&["."]), 7);
    assert_eq!(reasons(&["other", "standards/a/[*]?.yaml"]), 2);
    assert_eq!(reasons(&["standards/.hidden/d.yaml"]), 1);
    assert_eq!(reasons(&["--", "-rf.yaml"]), 1);
    let full = repository.file("other").canonicalize().unwrap();
    assert_eq!(reasons(&[full.to_str().unwrap()]), 1);
    let output = repository.ttm(&["diff", "--against", "HEAD", "--", "-rf.yaml", "standards/a"]);
    let text = String::from_utf8(output.stdout).unwrap();
    for command in [
        "`ttm release ./-rf.yaml --code TTM4221-012v2 ",
        "`ttm release standards/a/-rf.yaml --code TTM4221-005v2 ",
        "`ttm release 'standards/a/[*]?.yaml' --code TTM4221-006v2 ",
        "`ttm release 'standards/a/:(top)甲 乙'\\''.yaml' --code TTM4221-007v2 ",
    ] {
        assert!(text.contains(command), "{command}\n{text}");
    }
    let output = repository.ttm(&["diff", "--against", "HEAD", "standards", "/"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("outside of"), "{}", said(&output));
}

#[test]
fn revision_names_are_never_read_as_git_options() {
    let repository = Repository::with_standard();
    for revision in [
        "--output=pwned",
        "-x",
        "HEAD:..",
        "HEAD:standards",
        "",
        "nowhere",
        "HEAD..HEAD",
        "^HEAD",
        "HEAD\nHEAD",
        "--",
    ] {
        let output = repository.ttm(&["diff", &format!("--against={revision}")]);
        assert_eq!(output.status.code(), Some(2), "{revision}: {output:?}");
        assert!(said(&output).contains("error: git has no revision"), "{revision}: {}", said(&output));
    }
    assert_eq!(repository.names("."), [".git", "standards"]);
    repository.git(&["tag", "v1", "-m", "x"]);
    for revision in ["v1", "HEAD@{0}", "main^0", "@"] {
        let output = repository.ttm(&["diff", "--against", revision]);
        assert_eq!(output.status.code(), Some(0), "{revision}: {output:?}");
    }
}

#[test]
fn without_git_or_a_repository_the_gate_fails_with_a_message() {
    let repository = Repository::with_standard();
    let output = repository.ttm_with(&["diff", "--against", "HEAD"], &[("PATH", "/nowhere")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("there is no `git` program here; install git"), "{}", said(&output));
    fs::remove_dir_all(repository.file(".git")).unwrap();
    let ceiling = repository.path().parent().unwrap().to_str().unwrap();
    let output = repository.ttm_with(&["diff", "--against", "HEAD"], &[("GIT_CEILING_DIRECTORIES", ceiling)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("is in no git repository") && said(&output).contains("run this within"),
        "{}",
        said(&output)
    );
    let output = repository.ttm(&["diff", V2]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("name two versions"), "{}", said(&output));
    for folders in [["standards", "standards"], [V2, "standards"]] {
        let output = repository.ttm(&["diff", folders[0], folders[1]]);
        assert_eq!(output.status.code(), Some(2));
        let wanted = "standards is a folder, and two files are compared";
        let way_out = "`ttm diff --against REF standards`";
        assert!(said(&output).contains(wanted) && said(&output).contains(way_out), "{}", said(&output));
    }
}

#[test]
fn every_report_format_lists_the_failures() {
    let repository = Repository::with_standard();
    reword(&repository, V2);
    let run = |format: &str| {
        let output = repository.ttm(&["diff", "--against", "HEAD", "--format", format]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("error: standards/TTM4221-004v2.yaml: the content of"), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let markdown = run("md");
    assert!(
        markdown.contains("- ❌ **standards/TTM4221-004v2.yaml**: the content of TTM4221-004v2 changed"),
        "{markdown}"
    );
    assert!(markdown.contains("<details>"), "{markdown}");
    let page = run("html");
    assert!(
        page.contains("蒐集")
            && page.contains(
                "<strong>standards/TTM4221-004v2.yaml</strong>: the content of TTM4221-004v2 changed"
            ),
        "{page}"
    );
    let report: Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["failures"][0]["path"], V2);
    assert_eq!(report["comparisons"].as_array().unwrap().len(), 1);
}

/// Links a folder to where its contents were moved.
#[cfg(unix)]
fn moved(repository: &Repository, folder: &str, to: &str) {
    fs::rename(repository.file(folder), repository.file(to)).unwrap();
    std::os::unix::fs::symlink(to, repository.file(folder)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_folder_replaced_by_a_link_is_compared_with_its_old_content() {
    let repository = Repository::with_standard();
    moved(&repository, "standards", "elsewhere");
    passes(&repository);
    reword(&repository, V2);
    for options in [&[][..], &["standards"], &[V2], &["."], &["elsewhere"], &["elsewhere/TTM4221-004v2.yaml"]]
    {
        assert_eq!(gate(&repository, options), (1, vec!["changed".to_owned()]), "{options:?}");
    }
    // Committed, the way to it is a link on both sides, and then a folder again.
    repository.commit();
    passes(&repository);
    fs::remove_file(repository.file("standards")).unwrap();
    let standard = repository.read("elsewhere/TTM4221-004v2.yaml");
    repository.write(V2, &standard.replace("蒐集客戶特別需求", "處理客戶特別需求"));
    assert_eq!(gate(&repository, &["standards"]), (1, vec!["changed".to_owned()]));
    assert_eq!(gate(&repository, &[V2]), (1, vec!["changed".to_owned()]));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_repository_are_not_read() {
    let repository = Repository::with_standard();
    let outside = tempfile::TempDir::new().unwrap();
    let target = outside.path().join("moved.yaml");
    fs::rename(repository.file(V2), &target).unwrap();
    repository.write("standards/.ignore", "*.yaml\n");
    std::os::unix::fs::symlink(&target, repository.file(V2)).unwrap();
    fails(&repository, &["disappeared"]);
}

#[test]
fn standards_moved_to_a_new_folder_are_compared_with_the_old_files() {
    let repository = Repository::new();
    repository.write("TTM4221-004v2.yaml", &fs::read_to_string(V2).unwrap());
    repository.commit();
    repository.edit("TTM4221-004v2.yaml", "整理客戶特別需求", "蒐集客戶特別需求");
    fs::create_dir(repository.file("standards")).unwrap();
    assert!(repository.ttm(&["new", "--name", "甲", "-o", "standards/draft.yaml"]).status.success());
    fails(&repository, &["changed"]);
}

#[test]
fn a_file_of_the_revision_that_cannot_be_read_fails_and_says_why() {
    let standard = fs::read_to_string(V2).unwrap();
    let pointer = format!(
        "version https://git-lfs.example/git-lfs/spec/v1\noid sha256:{}\nsize 11771\n",
        "0123456789abcdef".repeat(4)
    );
    let large = format!("{standard}# {}\n", "甲".repeat(1_500_000));
    let odd = [standard.as_bytes(), b"# \xa5\xd2\xa4\xa4\xa4\xe5\n"].concat();
    for (before, why, zh) in [
        (pointer.into_bytes(), "it is a pointer of Git LFS", "Git LFS 的指標"),
        (
            format!("{standard}x: [\n").into_bytes(),
            "before the change it could not be read: ",
            "變更前的檔案無法讀取：",
        ),
        (large.into_bytes(), "4 MiB", "4 MiB"),
        (odd, "UTF-8", "UTF-8"),
    ] {
        let repository = Repository::with_standard();
        fs::write(repository.file(V2), &before).unwrap();
        repository.commit();
        repository.write(V2, &standard.replace("整理客戶特別需求", "蒐集客戶特別需求"));
        fails(&repository, &["unreadable-before"]);
        for (lang, why) in [("en", why), ("zh-TW", zh)] {
            let output = repository.ttm(&["diff", "--against", "HEAD", "--lang", lang]);
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(text.contains(why), "{text}");
        }
        // It may not be removed either, since its content is unknown.
        fs::remove_file(repository.file(V2)).unwrap();
        fails(&repository, &["unreadable-before"]);
    }
    // What cannot be read and stays as it was is not this change's.
    let repository = Repository::with_standard();
    repository.write("standards/broken.yaml", "name: [");
    repository.commit();
    passes(&repository);
    repository.git(&["mv", "standards/broken.yaml", "standards/other.yaml"]);
    assert_eq!(gate(&repository, &[]).0, 1);
}

#[test]
fn a_git_lfs_pointer_is_named_as_such() {
    let repository = Repository::with_standard();
    let oid = "0123456789abcdef".repeat(4);
    repository.write(V2, &format!("version https://x/git-lfs/spec/v1\noid sha256:{oid}\nsize 1\n"));
    let output = repository.ttm(&["diff", "--against", "HEAD"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("TTM4221-004v2 cannot be read any more\n  help: `git lfs pull` fetches"), "{text}");
    repository.git(&["checkout", "--quiet", V2]);
    repository.write("standards/new.yaml", &format!("version https://x/git-lfs/v1\noid sha256:{oid}\n"));
    let output = repository.ttm(&["diff", "--against", "HEAD"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("the file is a pointer of Git LFS"), "{text}");
}

#[test]
fn the_allowed_class_is_read_from_the_base_revision() {
    let allow = |class: &str| format!("[release]\nallow = \"{class}\"\n");
    let notice = |repository: &Repository| said(&repository.ttm(&["diff", "--against", "HEAD"]));
    for place in ["ttm.toml", "standards/ttm.toml"] {
        let repository = Repository::with_standard();
        reword(&repository, V2);
        repository.write(place, &allow("identity"));
        fails(&repository, &["changed"]);
        assert!(
            notice(&repository).contains(
                "changes up to `editorial` are allowed in HEAD and up to `identity` in the working tree; the stricter \
                 counts, `editorial`"
            ),
            "{}",
            notice(&repository)
        );
        let zh = repository.ttm(&["diff", "--against", "HEAD", "--lang", "zh-TW"]);
        assert!(said(&zh).contains("以較嚴格的 `editorial` 為準"), "{}", said(&zh));
    }
    // It may be stricter.
    let repository = Repository::with_standard();
    repository.write("ttm.toml", &allow("rewording"));
    repository.write("drafts/ttm.toml", &allow("identity"));
    repository.commit();
    reword(&repository, V2);
    passes(&repository);
    assert_eq!(notice(&repository), "");
    repository.write("ttm.toml", &allow("editorial"));
    fails(&repository, &["changed"]);
    repository.write("ttm.toml", "");
    fails(&repository, &["changed"]);
    // Nor does it help to move the file to where more is allowed.
    repository.write("ttm.toml", &allow("rewording"));
    repository.edit(V2, "name: 市場調查", "name: 市場");
    passes(&repository);
    repository.edit(V2, "          O2.1.1: 客戶紀錄表\n", "");
    fs::rename(repository.file(V2), repository.file("drafts/TTM4221-004v2.yaml")).unwrap();
    assert_eq!(gate(&repository, &["."]), (1, vec!["changed".to_owned()]));
    // What cannot be used in the revision allows nothing.
    let repository = Repository::with_standard();
    repository.write("ttm.toml", "[release]\nallow = \"rewordin\"\n");
    repository.commit();
    repository.write("ttm.toml", &allow("rewording"));
    reword(&repository, V2);
    fails(&repository, &["changed"]);
    assert!(notice(&repository).contains("ttm.toml of HEAD cannot be used"), "{}", notice(&repository));
}

#[test]
fn a_change_cannot_exclude_files_from_the_gate() {
    let hide = [
        (".gitignore", "standards/\n*.yaml\n"),
        (".ignore", "standards/\n"),
        ("standards/.gitignore", "*\n"),
        ("standards/.ignore", "*\n"),
        ("standards/.ttmignore", "*\n"),
        (".git/info/exclude", "standards/\n"),
        (
            "ttm.toml",
            "[rules]\nmissing-output = \"off\"\n[[overrides]]\npaths = [\"**\"]\nrules = {code-gap = \"off\"}\n",
        ),
        ("standards/ttm.toml", "[[families]]\npaths = [\"**\"]\n"),
    ];
    let standard = fs::read_to_string(V2).unwrap();
    for (name, text) in hide {
        let repository = Repository::with_standard();
        let new = "standards/TTM4221-009v1.yaml";
        repository.write(
            new,
            &standard.replace("TTM4221-004v2", "TTM4221-009v1").replace("level: 3\n", "level: 四\n"),
        );
        repository.git(&["add", "--force", new]);
        repository.write(name, text);
        reword(&repository, V2);
        let (code, reasons) = gate(&repository, &[]);
        assert_eq!((code, reasons.join(" ")), (1, "changed partly-unreadable".to_owned()), "{name}");
    }
}

#[test]
fn the_json_has_changes_and_optionally_unchanged_entries() {
    let repository = Repository::with_standard();
    reword(&repository, V2);
    let report = |options: &[&str]| {
        let output = repository.ttm(&[&["diff", "--against", "HEAD", "--format", "json"], options].concat());
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    fn entries(value: &Value) -> usize {
        value.as_array().unwrap().iter().map(|entry| 1 + entries(&entry["children"])).sum()
    }
    let parts = ["profile", "duties", "knowledge", "skills", "attitudes", "notes", "history", "unplaced"];
    let count =
        |report: &Value| parts.map(|part| entries(&report["comparisons"][0][part])).iter().sum::<usize>();
    let (changed, whole) = (report(&[]), report(&["--unchanged"]));
    // A duty, a task, a row and the indicator.
    assert_eq!(count(&changed), 4);
    assert!(count(&whole) > 100);
    assert_eq!(changed["comparisons"][0]["counts"], whole["comparisons"][0]["counts"]);
    let output = repository.ttm(&["diff", "--unchanged", V2, V2]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn many_standards_are_each_compared_with_their_own_old_version() {
    let repository = Repository::new();
    let name = |at: usize| format!("standards/TTM4221-{at:03}v1.yaml");
    let standard = |at: usize, task: &str| {
        format!(
            "code: TTM4221-{at:03}v1\nname: {{occupation: 甲{at}}}\nduties:\n  T1:\n    name: 乙\n    tasks:\n      T1.1:\n        \
             name: {task}\n"
        )
    };
    // More than are looked at together.
    let count = 200;
    for at in 1..=count {
        repository.write(&name(at), &standard(at, "丙"));
    }
    repository.commit();
    passes(&repository);
    let changed: Vec<usize> = (1..=count).filter(|at| at % 3 != 0).collect();
    for &at in &changed {
        repository.write(&name(at), &standard(at, "丁"));
    }
    let output = repository.ttm(&["diff", "--against", "HEAD", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = |member: &str| report[member].as_array().unwrap().clone();
    let paths: Vec<Value> = list("failures").iter().map(|failure| failure["path"].clone()).collect();
    assert_eq!(paths, changed.iter().map(|&at| Value::from(name(at))).collect::<Vec<_>>());
    assert!(list("failures").iter().all(|failure| failure["reason"] == "changed"));
    let compared = list("comparisons");
    assert_eq!(compared.len(), changed.len());
    for (comparison, at) in compared.iter().zip(&changed) {
        assert_eq!(comparison["old"]["code"], format!("TTM4221-{at:03}v1"));
        assert_eq!(comparison["old"]["code"], comparison["new"]["code"]);
    }
}
