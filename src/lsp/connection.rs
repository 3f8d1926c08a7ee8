//! The way of messages: a thread that reads, one that writes, one that works in the background, and the server between them
//! on the thread that called.
//!
//! A client that does not read fast enough holds nothing up: what is written waits in a queue, and what is not urgent is not
//! even made until the queue is short.

use std::collections::VecDeque;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::Message;

use super::jobs::Done;
use super::outgoing::Outgoing;
use super::server::Server;

/// How often the disk is looked at for changes that no client tells of.
const LOOK: Duration = Duration::from_secs(3);

/// The messages that may wait to be written before anything is made that is not urgent.
const SHORT: usize = 4;

/// How long nothing has to be typed before anything is made that is not urgent: the findings of other files take longer than
/// those of the one that is typed, and the next keystroke would wait for them.
const PAUSE: Duration = Duration::from_millis(50);

/// How often in a row something may arrive that is no message before the connection is given up.
const MAX_BAD: usize = 1000;

enum Event {
    Message(Message),
    /// Something that is no message.
    Bad,
    /// The client has closed the connection.
    Closed,
    Done(Box<Done>),
}

/// Serves one client until it says `exit`, closes the connection or is no more. Returns whether it said `shutdown` before.
///
/// # Errors
/// Any error of starting threads.
pub fn serve(
    mut server: Server,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> io::Result<bool> {
    let (to_server, events) = channel();
    let reader = to_server.clone();
    thread::Builder::new().name("reader".to_owned()).spawn(move || read(input, &reader))?;
    let unwritten = Arc::new(AtomicUsize::new(0));
    let (writer, messages) = channel();
    let waiting = Arc::clone(&unwritten);
    let written =
        thread::Builder::new().name("writer".to_owned()).spawn(move || write(output, &messages, &waiting))?;
    let mut queue: VecDeque<Message> = VecDeque::new();
    let mut is_closed = false;
    let mut typed: Option<Instant> = None;
    while !server.is_done() && !is_closed && !written.is_finished() {
        // All that has arrived is seen before the first of it is answered: some of it may have been taken back.
        let mut next = wait(&events, &server, unwritten.load(Ordering::Relaxed), typed);
        while let Some(event) = next {
            match event {
                Event::Message(message) => queue.push_back(message),
                Event::Bad => {}
                Event::Closed => is_closed = true,
                Event::Done(done) => server.finish(*done),
            }
            next = events.try_recv().ok();
        }
        if queue.iter().any(is_typed) {
            typed = Some(Instant::now());
        } else if queue.is_empty() && pause(typed).is_zero() {
            server.work();
        }
        server.handle_all(std::mem::take(&mut queue));
        if let Some(job) = server.next_job() {
            let done = to_server.clone();
            let run = move || {
                // Without the server there is nothing to be told.
                let _ = done.send(Event::Done(Box::new(job.run())));
            };
            thread::Builder::new().name("background".to_owned()).spawn(run)?;
        }
        for message in server.take_messages() {
            unwritten.fetch_add(1, Ordering::Relaxed);
            if writer.send(message).is_err() {
                break;
            }
        }
    }
    drop(writer);
    // What was answered before is still written; a client that is gone reads nothing.
    let _ = written.join();
    Ok(server.was_shut_down())
}

/// The next event; `None` where there is something else to do before it comes.
fn wait(
    events: &Receiver<Event>,
    server: &Server,
    unwritten: usize,
    typed: Option<Instant>,
) -> Option<Event> {
    let pause = pause(typed);
    if server.has_work() && unwritten < SHORT && pause.is_zero() {
        return events.try_recv().ok();
    }
    let patience = if server.has_work() { pause.max(Duration::from_millis(20)) } else { LOOK };
    match events.recv_timeout(patience) {
        Ok(event) => Some(event),
        Err(RecvTimeoutError::Disconnected) => Some(Event::Closed),
        Err(RecvTimeoutError::Timeout) if server.has_work() => None,
        Err(RecvTimeoutError::Timeout) => {
            server.look_at_disk();
            is_gone(server.client_process()).then_some(Event::Closed)
        }
    }
}

/// Whether a message says that a text was edited.
fn is_typed(message: &Message) -> bool {
    matches!(message, Message::Notification(one) if one.method == "textDocument/didChange")
}

/// How long what is not urgent still waits, if something was typed at a time.
fn pause(typed: Option<Instant>) -> Duration {
    typed.map_or(Duration::ZERO, |typed| PAUSE.saturating_sub(typed.elapsed()))
}

/// Whether a process, such as the editor that started this one, is known to have ended.
fn is_gone(process: Option<u32>) -> bool {
    let known = Path::new("/proc/self").exists();
    known && process.is_some_and(|id| !Path::new("/proc").join(id.to_string()).exists())
}

fn read(input: impl Read, events: &Sender<Event>) {
    let mut input = BufReader::new(input);
    let mut bad = 0;
    loop {
        let event = match Message::read(&mut input) {
            Ok(Some(message)) => {
                bad = 0;
                Event::Message(message)
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData && bad < MAX_BAD => {
                bad += 1;
                Event::Bad
            }
            Ok(None) | Err(_) => Event::Closed,
        };
        let is_last = matches!(event, Event::Closed);
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

fn write(output: impl Write, messages: &Receiver<Outgoing>, unwritten: &AtomicUsize) {
    // The header and what it is of go out together.
    let mut output = BufWriter::new(output);
    while let Ok(message) = messages.recv() {
        if message.write(&mut output).is_err() {
            return;
        }
        unwritten.fetch_sub(1, Ordering::Relaxed);
    }
}
