//! What is sent to the client.

use std::io::{self, Write};

use gen_lsp_types::PublishDiagnosticsParams;
use lsp_server::{Message, Notification};

/// The method of [`Outgoing::Findings`].
const PUBLISH: &str = "textDocument/publishDiagnostics";

/// The most bytes of a header.
const HEADER: usize = 48;

/// About the bytes of a finding.
const PER_FINDING: usize = 512;

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
                // The header is put before what it is of, so that a client is woken once.
                let mut message = Vec::with_capacity(HEADER + (1 + params.diagnostics.len()) * PER_FINDING);
                message.resize(HEADER, b' ');
                write!(message, "{{\"jsonrpc\":\"2.0\",\"method\":\"{PUBLISH}\",\"params\":")?;
                serde_json::to_writer(&mut message, &params)?;
                message.push(b'}');
                let header = format!("Content-Length: {}\r\n\r\n", message.len() - HEADER);
                let start = HEADER - header.len();
                message[start..HEADER].copy_from_slice(header.as_bytes());
                out.write_all(&message[start..])?;
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
