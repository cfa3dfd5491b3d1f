//! Results of expects in the XML that continuous integration reads: the common part of what goes by the name of JUnit.
//!
//! No times, so that equal results are equal bytes.

use std::fmt::Write;

/// A test that was run.
pub struct Case<'a> {
    /// Its file.
    pub class: &'a str,
    /// What it is called in that file.
    pub name: String,
    /// What to say of it if it failed, without colours.
    pub failure: Option<String>,
}

/// A document with one suite.
pub fn document(suite: &str, cases: &[Case]) -> String {
    let failures = cases.iter().filter(|case| case.failure.is_some()).count();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    let (tests, suite) = (cases.len(), escape(suite));
    // Writing to a string never fails.
    let _ = writeln!(xml, "  <testsuite name=\"{suite}\" tests=\"{tests}\" failures=\"{failures}\">");
    for Case { class, name, failure } in cases {
        let (class, name) = (escape(class), escape(name));
        let _ = write!(xml, "    <testcase classname=\"{class}\" name=\"{name}\"");
        let _ = match failure {
            None => writeln!(xml, "/>"),
            Some(text) => writeln!(xml, ">\n      <failure>{}</failure>\n    </testcase>", escape(text)),
        };
    }
    xml + "  </testsuite>\n</testsuites>\n"
}

/// A text as content or as an attribute's value. Characters that XML can't have become `�`.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_each_case_and_escapes_what_is_in_it() {
        let passed = Case { class: "a.roc", name: "line 1".into(), failure: None };
        let failed =
            Case { class: "a.roc", name: "line 2".into(), failure: Some("1 < \"2\" &\u{1}\n".into()) };
        assert_eq!(
            document("a & b", &[passed, failed]),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  \
             <testsuite name=\"a &amp; b\" tests=\"2\" failures=\"1\">\n    \
             <testcase classname=\"a.roc\" name=\"line 1\"/>\n    \
             <testcase classname=\"a.roc\" name=\"line 2\">\n      \
             <failure>1 &lt; &quot;2&quot; &amp;\u{fffd}\n</failure>\n    </testcase>\n  \
             </testsuite>\n</testsuites>\n"
        );
    }
}
