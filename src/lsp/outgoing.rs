//! What is sent to the client.

use std::io::{self, Write};

use gen_lsp_types::PublishDiagnosticsParams;
use lsp_server::{Message, Notification};

/// The method of [`Outgoing::Findings`].
const PUBLISH: &str = "textDocument/publishDiagnostics";

/// A message to the client.
#[derive(Debug)]
pub enum Outgoing {
    /// Any message.
    Message(Message),
    /// The findings of a file. They are by far the most that is sent, so they are written as they are: a tree of JSON before
    /// that took longer than checking the text.
    Findings(PublishDiagnosticsParams),
}

impl Outgoing {
    /// Writes the message with its header.
    ///
    /// # Errors
    /// Any error of writing.
    pub fn write(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Message(message) => message.write(out),
            Self::Findings(params) => {
                let mut body =
                    format!("{{\"jsonrpc\":\"2.0\",\"method\":\"{PUBLISH}\",\"params\":").into_bytes();
                serde_json::to_writer(&mut body, &params)?;
                body.push(b'}');
                write!(out, "Content-Length: {}\r\n\r\n", body.len())?;
                out.write_all(&body)?;
                out.flush()
            }
        }
    }

    /// The same as any message.
    pub fn into_message(self) -> Message {
        match self {
            Self::Message(message) => message,
            Self::Findings(params) => Notification::new(PUBLISH.to_owned(), params).into(),
        }
    }
}

impl<M: Into<Message>> From<M> for Outgoing {
    fn from(message: M) -> Self {
        Self::Message(message.into())
    }
}
