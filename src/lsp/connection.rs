//! The way of messages: a thread that reads them and answers at once, one that writes, one that works in the background, and
//! the thread that called, which does what is not urgent. The server belongs to whichever of them holds its lock.
//!
//! A client that does not read fast enough holds nothing up: what is written waits in a queue, and what is not urgent is not
//! even made until the queue is short.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::Message;

use super::outgoing::Outgoing;
use super::server::Server;

/// How often the disk is looked at for changes that no client tells of.
const LOOK: Duration = Duration::from_secs(3);

/// How long is waited at most while messages are answered or wait to be written.
const SOON: Duration = Duration::from_millis(20);

/// The messages that may wait to be written before anything is made that is not urgent.
const SHORT: usize = 4;

/// How long nothing has to be typed before anything is made that is not urgent: the findings of other files take longer than
/// those of the one that is typed, and the next keystroke would wait for them.
const PAUSE: Duration = Duration::from_millis(50);

/// The bytes that are read at once. What has arrived is seen before the first of it is answered: some may have been taken back.
const AT_ONCE: usize = 64 << 10;

/// How often in a row something may arrive that is no message before the connection is given up.
const MAX_BAD: usize = 1000;

/// Why the thread that called is woken.
enum Event {
    /// There may be something to do.
    Work,
    /// The client has said `exit` or closed the connection.
    Closed,
}

/// What the threads share.
struct Shared {
    core: Mutex<Core>,
    /// Whether messages wait for the lock, which is not given to those who wait for it longest.
    is_wanted: AtomicBool,
    unwritten: Arc<AtomicUsize>,
    events: Sender<Event>,
}

struct Core {
    server: Server,
    pace: Pace,
    /// None at the end.
    writer: Option<Sender<Outgoing>>,
}

/// Serves one client until it says `exit`, closes the connection or is no more. Returns whether it said `shutdown` before.
///
/// # Errors
/// Any error of starting threads.
pub fn serve(
    server: Server,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> io::Result<bool> {
    serve_with(server, input, output, PAUSE)
}

fn serve_with(
    server: Server,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    pause: Duration,
) -> io::Result<bool> {
    let (events, woken) = channel();
    let unwritten = Arc::new(AtomicUsize::new(0));
    let (writer, messages) = channel();
    let waiting = Arc::clone(&unwritten);
    let written =
        thread::Builder::new().name("writer".to_owned()).spawn(move || write(output, &messages, &waiting))?;
    let core = Core { server, pace: Pace { pause, typed: None }, writer: Some(writer) };
    let shared =
        Arc::new(Shared { core: Mutex::new(core), is_wanted: AtomicBool::new(false), unwritten, events });
    let reader = Arc::clone(&shared);
    thread::Builder::new().name("reader".to_owned()).spawn(move || read(input, &reader))?;
    while !written.is_finished() {
        if shared.is_wanted.load(Relaxed) {
            if let Ok(Event::Closed) = woken.recv_timeout(SOON) {
                break;
            }
            continue;
        }
        let mut core = shared.lock();
        if let Some(job) = core.server.next_job() {
            let shared = Arc::clone(&shared);
            let run = move || {
                let done = job.run();
                let mut core = shared.lock();
                core.server.finish(done);
                shared.send(&mut core);
            };
            thread::Builder::new().name("background".to_owned()).spawn(run)?;
        }
        let has_work = core.server.has_work();
        let is_read = shared.unwritten.load(Relaxed) < SHORT;
        match core.pace.patience(Instant::now(), has_work, is_read) {
            None => {
                core.server.work();
                shared.send(&mut core);
            }
            Some(patience) => {
                let process = core.server.client_process();
                drop(core);
                match woken.recv_timeout(patience) {
                    Ok(Event::Work) => {}
                    Ok(Event::Closed) | Err(RecvTimeoutError::Disconnected) => break,
                    Err(RecvTimeoutError::Timeout) if has_work => {}
                    Err(RecvTimeoutError::Timeout) => {
                        if is_gone(process) {
                            break;
                        }
                        shared.lock().server.look_at_disk();
                    }
                }
            }
        }
    }
    let mut core = shared.lock();
    core.writer = None;
    let was_shut_down = core.server.was_shut_down();
    drop(core);
    // What was answered before is still written; a client that is gone reads nothing.
    let _ = written.join();
    Ok(was_shut_down)
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Core> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives what the server has to say to the thread that writes, and wakes the one that does what is not urgent, if
    /// something is.
    fn send(&self, core: &mut Core) {
        for message in core.server.take_messages() {
            self.unwritten.fetch_add(1, Relaxed);
            if core.writer.as_ref().is_none_or(|writer| writer.send(message).is_err()) {
                break;
            }
        }
        if core.server.has_work() || core.server.has_job() {
            let _ = self.events.send(Event::Work);
        }
    }

    /// Answers messages that arrived together. Whether the client has ended the connection with them.
    fn answer(&self, messages: Vec<Message>) -> bool {
        self.is_wanted.store(true, Relaxed);
        let mut core = self.lock();
        self.is_wanted.store(false, Relaxed);
        if messages.iter().any(is_typed) {
            core.pace.typed = Some(Instant::now());
        }
        core.server.handle_all(messages);
        self.send(&mut core);
        core.server.is_done()
    }
}

/// When anything is made that is not urgent.
struct Pace {
    pause: Duration,
    /// When something was typed last.
    typed: Option<Instant>,
}

impl Pace {
    /// How long is to be waited at `now` for something else to happen; `None` where what is not urgent is to be done. `is_read`
    /// is whether the client has read most of what was written.
    fn patience(&self, now: Instant, has_work: bool, is_read: bool) -> Option<Duration> {
        let typed = self.typed.map(|typed| now.saturating_duration_since(typed));
        let pause = typed.map_or(Duration::ZERO, |since| self.pause.saturating_sub(since));
        match (has_work, is_read) {
            (false, _) => Some(LOOK),
            (true, true) if pause.is_zero() => None,
            (true, true) => Some(pause),
            (true, false) => Some(pause.max(SOON)),
        }
    }
}

/// Whether a message says that a text was edited.
fn is_typed(message: &Message) -> bool {
    matches!(message, Message::Notification(one) if one.method == "textDocument/didChange")
}

/// Whether a process, such as the editor that started this one, is known to have ended.
fn is_gone(process: Option<u32>) -> bool {
    let known = Path::new("/proc/self").exists();
    known && process.is_some_and(|id| !Path::new("/proc").join(id.to_string()).exists())
}

fn read(input: impl Read, shared: &Shared) {
    let mut input = BufReader::with_capacity(AT_ONCE, input);
    let mut bad = 0;
    let mut is_closed = false;
    while !is_closed {
        let mut messages = Vec::new();
        loop {
            match Message::read(&mut input) {
                Ok(Some(message)) => {
                    bad = 0;
                    messages.push(message);
                }
                Err(error) if error.kind() == io::ErrorKind::InvalidData && bad < MAX_BAD => bad += 1,
                Ok(None) | Err(_) => is_closed = true,
            }
            if is_closed || !begins_with_message(input.buffer()) {
                break;
            }
        }
        if !messages.is_empty() {
            is_closed |= shared.answer(messages);
        }
    }
    let _ = shared.events.send(Event::Closed);
}

/// Whether a whole message has been read, so that nothing has to be waited for.
fn begins_with_message(buffer: &[u8]) -> bool {
    let Some(end) = memchr::memmem::find(buffer, b"\r\n\r\n") else { return false };
    let header = std::str::from_utf8(&buffer[..end]).unwrap_or_default();
    let length = header.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    length.is_some_and(|length| buffer.len() - end - 4 >= length)
}

fn write(output: impl Write, messages: &Receiver<Outgoing>, unwritten: &AtomicUsize) {
    // The header and what it is of go out together.
    let mut output = BufWriter::new(output);
    while let Ok(message) = messages.recv() {
        if message.write(&mut output).is_err() {
            return;
        }
        unwritten.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use lsp_server::{Notification, Request};
    use serde_json::{Value, json};

    use super::*;
    use crate::text::bilingual::Lang;

    /// What a client has sent, and gets.
    struct Pipe {
        arrived: Receiver<Vec<u8>>,
        rest: Vec<u8>,
        sent: Sender<Vec<u8>>,
    }

    impl Read for Pipe {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.rest.is_empty() {
                // Without a sender the client has closed the connection.
                self.rest = self.arrived.recv().unwrap_or_default();
            }
            let length = self.rest.len().min(buffer.len());
            buffer[..length].copy_from_slice(&self.rest[..length]);
            self.rest.drain(..length);
            Ok(length)
        }
    }

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.sent.send(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A client of a server that waits for `pause`.
    struct Client {
        to_server: Sender<Vec<u8>>,
        from_server: BufReader<Pipe>,
        id: i32,
        /// The ends of the URIs of all findings that came.
        told: Vec<String>,
    }

    impl Client {
        fn of(pause: Duration) -> Self {
            let (to_server, arrived) = channel();
            let (sent, from_server) = channel();
            let pipe = |arrived, sent| Pipe { arrived, rest: Vec::new(), sent };
            let unused = || channel::<Vec<u8>>();
            let (input, output) = (pipe(arrived, unused().0), pipe(unused().1, sent));
            thread::spawn(move || serve_with(Server::new(Lang::En), input, output, pause));
            let from_server = BufReader::new(pipe(from_server, unused().0));
            Self { to_server, from_server, id: 0, told: Vec::new() }
        }

        fn send(&self, message: impl Into<Message>) {
            let mut bytes = Vec::new();
            message.into().write(&mut bytes).unwrap();
            self.to_server.send(bytes).unwrap();
        }

        fn notify(&self, method: &str, params: Value) {
            self.send(Notification { method: method.to_owned(), params });
        }

        fn next(&mut self) -> Message {
            let message = Message::read(&mut self.from_server).unwrap().expect("the server goes on");
            if let Message::Notification(one) = &message
                && let Some(uri) = one.params.get("uri").and_then(Value::as_str)
            {
                self.told.push(uri.rsplit('/').next().unwrap().to_owned());
            }
            message
        }

        fn request(&mut self, method: &str, params: Value) -> Value {
            self.id += 1;
            let id = self.id;
            self.send(Request { id: id.into(), method: method.to_owned(), params });
            loop {
                match self.next() {
                    Message::Response(answer) if answer.id == id.into() => {
                        return answer.response_result.unwrap();
                    }
                    _ => {}
                }
            }
        }

        /// Types in `open.yaml` of a folder with another file that has findings, until the folder was searched.
        fn type_in(&mut self, root: &Path) {
            let uri = |path: &Path| crate::lsp::uri::of(&crate::lsp::uri::of_path(path));
            let folder = json!([{"uri": uri(root), "name": "x"}]);
            self.request("initialize", json!({"capabilities": {}, "workspaceFolders": folder}));
            let open = uri(&root.join("standards/open.yaml"));
            let document = json!({"uri": open, "languageId": "yaml", "version": 1, "text": "level: 9\n"});
            self.notify("textDocument/didOpen", json!({"textDocument": document}));
            let document = json!({"uri": open, "version": 2});
            let changes = json!([{"text": "level: 8\n"}]);
            self.notify(
                "textDocument/didChange",
                json!({"textDocument": document, "contentChanges": changes}),
            );
            self.notify("initialized", json!({}));
            while self.request("workspace/symbol", json!({"query": "烘焙師"})).as_array().unwrap().is_empty()
            {
            }
        }
    }

    #[test]
    fn findings_of_other_files_come_once_nothing_is_typed() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("standards")).unwrap();
        fs::write(root.join("standards/open.yaml"), "level: 9\n").unwrap();
        let other = "code: TTM4221-001v1\nname:\n  occupation: 烘焙師\nlevel: 9\n";
        fs::write(root.join("standards/other.yaml"), other).unwrap();
        let is_of_other = |told: &[String]| told.iter().any(|name| name == "other.yaml");
        // While something is typed they do not come, although the server answers again and again and has nothing else to do.
        let mut client = Client::of(Duration::from_secs(24 * 60 * 60));
        client.type_in(&root);
        for _ in 0..200 {
            client.request("workspace/symbol", json!({"query": "烘焙師"}));
        }
        assert!(!is_of_other(&client.told), "{:?}", client.told);
        assert!(client.told.iter().any(|name| name == "open.yaml"));
        // Without the pause they come by themselves.
        let mut client = Client::of(Duration::ZERO);
        client.type_in(&root);
        while !is_of_other(&client.told) {
            client.next();
        }
    }

    #[test]
    fn what_is_not_urgent_waits_until_nothing_was_typed_for_a_while() {
        let start = Instant::now();
        let pace = Pace { pause: PAUSE, typed: Some(start) };
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        assert_eq!(pace.patience(at(0), true, true), Some(PAUSE));
        assert_eq!(pace.patience(at(49), true, true), Some(Duration::from_millis(1)));
        assert_eq!(pace.patience(at(50), true, true), None);
        // Nothing is made for a client that does not read, and nothing is waited for where nothing was typed.
        assert_eq!(pace.patience(at(50), true, false), Some(SOON));
        assert_eq!(pace.patience(at(50), false, true), Some(LOOK));
        assert_eq!(Pace { typed: None, ..pace }.patience(at(0), true, true), None);
    }

    #[test]
    fn a_message_that_has_not_arrived_whole_is_not_waited_for() {
        let message = b"Content-Length: 2\r\nContent-Type: x\r\n\r\n{}";
        assert!(begins_with_message(message));
        assert!(begins_with_message(&[message.as_slice(), b"Cont"].concat()));
        for end in 0..message.len() {
            assert!(!begins_with_message(&message[..end]), "{end}");
        }
    }
}
