//! What takes too long to be done between two messages: searching the folders, and looking at the disk for changes.

use super::project::{Poll, Polled, Project, Scan};
use super::publish::problems;
use super::server::{Phase, Server};

/// Work for another thread.
#[derive(Debug)]
pub struct Job(Work);

#[derive(Debug)]
enum Work {
    Scan(Scan),
    Poll(Poll),
}

/// What came of a job.
#[derive(Debug)]
pub struct Done(Outcome);

#[derive(Debug)]
enum Outcome {
    Scanned(Box<Project>),
    Polled(Polled),
}

impl Job {
    /// Does the work.
    pub fn run(self) -> Done {
        Done(match self.0 {
            Work::Scan(scan) => Outcome::Scanned(Box::new(scan.run())),
            Work::Poll(poll) => Outcome::Polled(poll.run()),
        })
    }
}

impl Server {
    /// Asks for a look at the disk.
    pub fn look_at_disk(&self) {
        self.look.set(true);
    }

    /// Asks for a look at all files.
    pub(super) fn look_at_all(&mut self) {
        self.look.set(true);
        self.look_at_all = true;
    }

    /// Whether there is work for another thread.
    pub fn has_job(&self) -> bool {
        let is_wanted = self.scan || self.look.get() && !self.roots.is_empty();
        is_wanted && !self.is_job_running && self.phase == Phase::Running
    }

    /// Work for another thread, of which there is one at a time.
    pub fn next_job(&mut self) -> Option<Job> {
        if self.is_job_running || self.phase != Phase::Running {
            return None;
        }
        let work = if std::mem::take(&mut self.scan) {
            Work::Scan(Scan { roots: self.roots.clone(), open: self.documents.keys().cloned().collect() })
        } else if self.look.take() && !self.roots.is_empty() {
            Work::Poll(self.project.poll(std::mem::take(&mut self.look_at_all) || !self.client.watches))
        } else {
            return None;
        };
        self.is_job_running = true;
        Some(Job(work))
    }

    /// Takes what came of a job.
    pub fn finish(&mut self, done: Done) {
        self.is_job_running = false;
        match done.0 {
            Outcome::Scanned(project) => self.scanned(*project),
            Outcome::Polled(polled) => {
                self.scan |= polled.anew;
                let closed = polled.changed.into_iter().filter(|name| !self.documents.contains_key(name));
                self.to_read.extend(closed);
            }
        }
    }

    fn scanned(&mut self, project: Project) {
        let is_left = |path: &str| project.invalid.iter().any(|file| file.source.path == path);
        let gone = self.project.invalid.iter().filter(|before| !is_left(&before.source.path));
        let gone: Vec<String> =
            gone.map(|before| problems(before, &self.client, self.preferences.lang).0).collect();
        for uri in gone {
            self.send_findings(uri, None, Vec::new());
        }
        self.project = project;
        self.symbol_names.forget_all();
        for at in 0..self.project.invalid.len() {
            let (uri, found) = problems(&self.project.invalid[at], &self.client, self.preferences.lang);
            self.send_findings(uri, None, found);
        }
        // Their paths may be known now, through links or not.
        let documents = std::mem::take(&mut self.documents);
        self.names.clear();
        for (before, mut document) in documents {
            let name = self.project.name(&document.uri);
            if name != before {
                document.rename(&name);
                if let Some(published) = self.published.remove(&before) {
                    self.published.insert(name.clone(), published);
                }
            }
            self.names.insert(document.uri.clone(), name.clone());
            self.documents.insert(name, document);
        }
        let names: Vec<String> = self.documents.keys().cloned().collect();
        for name in &names {
            if !self.project.meet(name) {
                self.scan = true;
            }
        }
        self.unchecked.extend(names);
        self.check_changed();
        self.publish_all();
    }
}
