//! The columns of the table: what is run, and what it may write.

/// A verb with its arguments.
pub(super) struct Verb {
    pub(super) arguments: &'static [&'static str],
    /// Whether it names a file of the standards, so that a link there is followed.
    pub(super) names: bool,
    /// The files below the current folder that it may make, change or remove; `a/` is also what lies below it.
    pub(super) writes: &'static [&'static str],
    /// How it ends where nothing is hostile.
    pub(super) plain: i32,
}

const V2: &str = "standards/TTM4221-004v2.yaml";
const OTHER: &str = "standards/TTM4221-005v1.yaml";
const V3: &str = "standards/TTM4221-004v3.yaml";

const fn searches(arguments: &'static [&'static str], writes: &'static [&'static str], plain: i32) -> Verb {
    Verb { arguments, names: false, writes, plain }
}

const fn named(arguments: &'static [&'static str], writes: &'static [&'static str], plain: i32) -> Verb {
    Verb { arguments, names: true, writes, plain }
}

pub(super) const VERBS: &[Verb] = &[
    searches(&["validate"], &[], 0),
    searches(&["validate", "."], &[], 0),
    searches(&["validate", "--format", "json", "--notes", "--all"], &[], 0),
    searches(&["validate", "--format", "jsonl", "--notes", "."], &[], 0),
    searches(&["validate", "--format", "sarif", "."], &[], 0),
    searches(&["validate", "--format", "github"], &[], 0),
    searches(&["validate", "--diff"], &[], 1),
    searches(&["validate", "--fix"], &[V2, OTHER], 0),
    searches(&["validate", "--fix", "."], &[V2, OTHER, "numbered.yaml"], 0),
    searches(&["validate", "--baseline", "known.toml"], &[], 0),
    searches(&["validate", "--write-baseline", "known.toml"], &["known.toml"], 0),
    named(&["validate", "--strict", V2, OTHER], &[], 1),
    searches(&["render", "--format", "md"], &[], 0),
    // A folder of that name is written into.
    named(&["render", "-o", "out.html", V2], &["out.html/"], 0),
    searches(&["render", "--format", "html", "-o", "pages/"], &["pages/"], 0),
    named(&["render", V2], &[], 0),
    searches(&["import", "documents", "-o", "imported/"], &["imported/"], 0),
    searches(&["import", "page.html", "-o", "-"], &[], 0),
    searches(&["import", "page.html", "--force", "-o", "imported.yaml"], &["imported.yaml/"], 0),
    searches(&["import", "page.html", "--force"], &[V2], 0),
    named(&["diff", V2, OTHER], &[], 1),
    named(&["diff", "-o", "out.html", V2, OTHER], &["out.html"], 1),
    searches(&["diff", "--against", "HEAD"], &[], 1),
    searches(&["diff", "--against", "HEAD", "--format", "json", "."], &[], 1),
    searches(&["diff", "--against", "HEAD", "-o", "report.md"], &["report.md"], 1),
    named(&["gap", V2, OTHER], &[], 0),
    searches(&["new", "--name", "烘焙師", "-o", "draft.yaml"], &["draft.yaml"], 0),
    named(&["new", "--revises", V2, "-o", "draft.yaml"], &["draft.yaml"], 0),
    named(
        &["release", V2, "--code", "TTM4221-004v3", "--date", "2026-03-01", "--note", "更新", "--keep"],
        &[V2, V3],
        0,
    ),
    named(
        &["release", "numbered.yaml", "--code", "TTM4221-009v1", "--date", "2026-03-01", "--note", "首次"],
        &["numbered.yaml", "TTM4221-009v1.yaml"],
        0,
    ),
    named(&["renumber", "numbered.yaml"], &["numbered.yaml"], 0),
    searches(&["validate", "--show-settings", "."], &[], 0),
    named(&["renumber", "--diff", V2], &[], 0),
    searches(&["codes", "旅遊"], &[], 0),
    searches(
        &["init"],
        &[
            "standards/standard.schema.json",
            "drafts/",
            "ttm.toml",
            ".github/",
            ".pre-commit-config.yaml",
            ".gitattributes",
            "README.md",
        ],
        0,
    ),
    searches(&["explain", "duplicate-name"], &[], 0),
];
