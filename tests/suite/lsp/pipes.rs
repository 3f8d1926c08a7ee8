//! The program itself, over pipes.

use std::io::{BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

use super::client::STANDARD;

struct Program {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Program {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ttm"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    fn send(&mut self, message: impl Into<Message>) {
        message.into().write(self.input.as_mut().unwrap()).unwrap();
    }

    fn request(&mut self, id: i32, method: &str, params: Value) -> Value {
        self.send(Request { id: id.into(), method: method.to_owned(), params });
        loop {
            match Message::read(&mut self.output).unwrap().unwrap() {
                Message::Response(response) if response.id == id.into() => {
                    return response.response_result.unwrap();
                }
                _ => {}
            }
        }
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params });
    }

    fn code(mut self) -> i32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap();
            }
            assert!(start.elapsed() < Duration::from_secs(60), "the program goes on");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn a_session_from_the_beginning_to_the_end() {
    let mut program = Program::start();
    program.request(1, "initialize", json!({"capabilities": {}, "processId": std::process::id()}));
    program.notify("initialized", json!({}));
    let document = json!({"uri": "file:///x/a.yaml", "languageId": "yaml", "version": 1, "text": STANDARD});
    program.notify("textDocument/didOpen", json!({"textDocument": document}));
    let published = loop {
        if let Message::Notification(one) = Message::read(&mut program.output).unwrap().unwrap() {
            break one;
        }
    };
    assert_eq!(published.method, "textDocument/publishDiagnostics");
    assert!(!published.params["diagnostics"].as_array().unwrap().is_empty());
    assert_eq!(program.request(2, "shutdown", Value::Null), Value::Null);
    program.notify("exit", Value::Null);
    assert_eq!(program.code(), 0);
}

#[test]
fn no_process_is_left_behind_by_a_client_that_goes_without_a_word() {
    let mut program = Program::start();
    program.request(1, "initialize", json!({"capabilities": {}}));
    program.input = None;
    assert_eq!(program.code(), 1);
}

#[test]
fn what_is_no_message_is_passed_over() {
    let mut program = Program::start();
    let input = program.input.as_mut().unwrap();
    for bad in ["Content-Length: 5\r\n\r\n{nope", "Content-Length: 2\r\n\r\n[]"] {
        input.write_all(bad.as_bytes()).unwrap();
    }
    program.request(1, "initialize", json!({"capabilities": {}}));
    program.input = None;
    assert_eq!(program.code(), 1);
}
