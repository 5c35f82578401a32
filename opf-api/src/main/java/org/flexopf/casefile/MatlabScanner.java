package org.flexopf.casefile;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Walks over the characters of a MATLAB text: blanks, continuations, comments, names, numbers and strings. */
final class MatlabScanner {

    private static final int SHOWN = 100;

    private final String file;
    private final String text;
    private int at;
    private int line = 1;
    private int statementLine = 1;

    MatlabScanner(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Goes back to a place, which has to be one that this scanner has been at. */
    void backTo(int place, int itsLine) {
        at = place;
        line = itsLine;
    }

    /**
     * Moves past the rest of a statement by its brackets, texts and comments alone.
     *
     * @param next what starts the next statement, where it begins a line
     * @return whether its end was found: not where a bracket or a text is never closed, or the next statement starts
     *     within
     */
    boolean skipStatement(String next) {
        int depth = 0;
        while (!atEnd()) {
            char c = peek();
            if (c == '.' && peek(1) == '.' && peek(2) == '.') {
                skipBlanks();
            } else if (isComment(c)) {
                skipRestOfLine();
            } else if (atNewline()) {
                if (depth == 0) {
                    return true;
                }
                acceptNewline();
                skipBlanks();
                if (text.startsWith(next, at)) {
                    return false;
                }
            } else if ((c == ';' || c == ',') && depth == 0) {
                return true;
            } else if (c == '"' || (c == '\'' && !isTransposed())) {
                if (!skipText(c)) {
                    return false;
                }
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                if (depth < 0) {
                    return false;
                }
                at++;
            }
        }
        return depth == 0;
    }

    /** Whether a quote follows what can be transposed. */
    private boolean isTransposed() {
        char before = at > 0 ? text.charAt(at - 1) : ' ';
        return isLetter(before) || isDigit(before) || ")]}'.".indexOf(before) >= 0;
    }

    private boolean skipText(char quote) {
        at++;
        while (!atEnd() && !atNewline()) {
            if (text.charAt(at++) == quote) {
                if (peek() != quote) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }

    /** The line of the next character, from 1. */
    int line() {
        return line;
    }

    /** The place of the next character, from 0. */
    int at() {
        return at;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next character, or 0 at the end of the text. */
    char peek() {
        return peek(0);
    }

    /** The character so many places ahead, or 0 beyond the end of the text. */
    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    /** Moves past so many characters of the same line. */
    void advance(int characters) {
        at += characters;
    }

    /** Moves past a character if it is the next one. */
    boolean accept(char expected) {
        if (peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Moves past spaces, tabs and continuations; returns whether there were any. */
    boolean skipBlanks() {
        int start = at;
        while (true) {
            char c = peek();
            if (isBlank(c)) {
                at++;
            } else if (c == '.' && peek(1) == '.' && peek(2) == '.') {
                skipRestOfLine();
                acceptNewline();
            } else {
                return at > start;
            }
        }
    }

    /** Moves past spaces, tabs, continuations and a comment up to the end of its line. */
    void skipBlanksAndComment() {
        skipBlanks();
        if (peek() == '%') {
            skipRestOfLine();
        }
    }

    /** Moves past a line end, if that is next. */
    boolean acceptNewline() {
        if (peek() == '\r') {
            at += peek(1) == '\n' ? 2 : 1;
        } else if (peek() == '\n') {
            at++;
        } else {
            return false;
        }
        line++;
        return true;
    }

    boolean atNewline() {
        return peek() == '\n' || peek() == '\r';
    }

    /**
     * Moves past what stands between statements: blanks, comments, block comments, line ends, semicolons and commas.
     *
     * @return whether there is another statement
     */
    boolean skipToStatement() {
        skipBetweenStatements();
        statementLine = line;
        return !atEnd();
    }

    /** The line at which the statement at hand starts. */
    int statementLine() {
        return statementLine;
    }

    private void skipBetweenStatements() {
        while (true) {
            skipBlanks();
            if (isComment(peek())) {
                if (peek(1) == '{' && isAloneOnItsLine(2)) {
                    skipBlockComment();
                } else {
                    skipRestOfLine();
                }
            } else if (!acceptNewline() && !accept(';') && !accept(',')) {
                return;
            }
        }
    }

    private void skipBlockComment() {
        int start = line;
        int depth = 0;
        do {
            if (atEnd()) {
                throw error(start, "%{", "this block comment is never closed", "close it with %} on a line of its own");
            }
            skipBlanks();
            if (isComment(peek()) && isAloneOnItsLine(2)) {
                depth += peek(1) == '{' ? 1 : peek(1) == '}' ? -1 : 0;
            }
            skipRestOfLine();
            acceptNewline();
        } while (depth > 0);
    }

    /**
     * Whether nothing but blanks stands left of the next character, and right of so many characters from it, on its
     * line.
     */
    private boolean isAloneOnItsLine(int characters) {
        int left = at - 1;
        while (left >= 0 && isBlank(text.charAt(left))) {
            left--;
        }
        int right = at + characters;
        while (right < text.length() && isBlank(text.charAt(right))) {
            right++;
        }
        return (left < 0 || isLineEnd(text.charAt(left))) && (right >= text.length() || isLineEnd(text.charAt(right)));
    }

    private void skipRestOfLine() {
        while (!atEnd() && !atNewline()) {
            at++;
        }
    }

    boolean atName() {
        return isLetter(peek());
    }

    boolean atDigit() {
        return isDigit(peek());
    }

    /** Reads a name. */
    String name() {
        int start = at;
        while (isLetter(peek()) || isDigit(peek())) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Whether a decimal number without a sign starts here. */
    boolean atNumber() {
        return isDigit(peek()) || (peek() == '.' && isDigit(peek(1)));
    }

    /** Reads a decimal number without a sign. */
    double number() {
        int start = at;
        skipDigits();
        // In 2.*x the point belongs to the operator.
        if (peek() == '.' && "*/^'\\".indexOf(peek(1)) < 0) {
            at++;
            skipDigits();
        }
        if (peek() == 'e' || peek() == 'E' || peek() == 'd' || peek() == 'D') {
            int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
            if (isDigit(peek(1 + sign))) {
                at += 1 + sign;
                skipDigits();
            }
        }
        if ((isLetter(peek()) && !atImaginaryUnit()) || isDigit(peek()) || (peek() == '.' && isDigit(peek(1)))) {
            while (isLetter(peek()) || isDigit(peek()) || peek() == '.') {
                at++;
            }
            throw error(
                    line,
                    "'" + text.substring(start, at) + "'",
                    "this is no number",
                    "write a decimal number such as 0.0922 or 1.5e-3");
        }
        String digits = text.substring(start, at);
        double value = Double.parseDouble(
                digits.indexOf('d') >= 0 || digits.indexOf('D') >= 0
                        ? digits.toLowerCase(Locale.ROOT).replace('d', 'e')
                        : digits);
        if (Double.isInfinite(value)) {
            throw error(
                    line,
                    digits,
                    "the number is too large for a double",
                    "write Inf if there is no limit, else correct the exponent");
        }
        return value;
    }

    /** Moves past the {@code i} or {@code j} that makes the number before it imaginary, if that is next. */
    boolean acceptImaginaryUnit() {
        return atImaginaryUnit() && (accept('i') || accept('j'));
    }

    private boolean atImaginaryUnit() {
        return (peek() == 'i' || peek() == 'j') && !isLetter(peek(1)) && !isDigit(peek(1));
    }

    /** Whether a point and a name are next, without blanks. */
    boolean atField() {
        return peek() == '.' && isLetter(peek(1));
    }

    /** Half a unit of the last decimal of the number that was read since a place; 0 if that was no plain number. */
    double roundingSince(int start) {
        return WrittenNumber.rounding(text, start, at);
    }

    private void skipDigits() {
        while (isDigit(peek())) {
            at++;
        }
    }

    /** Reads a string in single or double quotes, whose quote is doubled where it is meant. */
    String string() {
        char quote = peek();
        int start = line;
        StringBuilder content = new StringBuilder();
        at++;
        while (true) {
            if (atEnd() || atNewline()) {
                throw error(
                        start,
                        quote + content.toString(),
                        "this text is never closed",
                        "close it with " + quote + " on the same line");
            }
            char c = text.charAt(at++);
            if (c == quote) {
                if (peek() != quote) {
                    return content.toString();
                }
                at++;
            }
            content.append(c);
        }
    }

    /** The text of a line, trimmed and shortened for a message. */
    String lineText(int number) {
        int start = 0;
        for (int k = 1; k < number; k++) {
            while (start < text.length() && !isLineEnd(text.charAt(start))) {
                start++;
            }
            start += text.startsWith("\r\n", start) ? 2 : 1;
        }
        int end = Math.min(start, text.length());
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        String content = text.substring(Math.min(start, end), end).strip();
        return content.length() > SHOWN ? content.substring(0, SHOWN) + "..." : content;
    }

    /** What stands next, as messages say it: a character in quotes, or in words what has no shape. */
    String next() {
        if (atEnd()) {
            return "the end of the file";
        }
        char c = peek();
        return isLineEnd(c)
                ? "the end of the line"
                : Character.isISOControl(c) ? CaseFileException.shown(c) : "'" + c + "'";
    }

    /**
     * Moves past statements up to the word that ends the block that they are in, which it returns; an empty one where
     * the text ends before.
     *
     * @param stops words that end it beside those that end every block
     * @param openings words that open a block of their own
     * @param further more such words
     * @param ends words that end a block
     */
    String skipBlock(Set<String> stops, Set<String> openings, Set<String> further, Set<String> ends) {
        int open = 0;
        while (skipToStatement()) {
            String word = atName() ? name() : "";
            if (open == 0 && (ends.contains(word) || stops.contains(word))) {
                return word;
            }
            boolean opens = openings.contains(word) || further.contains(word);
            open += opens ? 1 : ends.contains(word) ? -1 : 0;
            if (!skipStatement("\0") && !atEnd()) {
                throw refuse("a bracket or a text is never closed");
            }
        }
        return "";
    }

    /** Whether an equals sign that is no comparison stands in the rest of the statement, outside of brackets. */
    boolean assigns() {
        int open = 0;
        for (int k = 0; at + k < text.length(); k++) {
            char c = peek(k);
            open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (open == 0 && (isLineEnd(c) || c == ';' || c == ',' || isComment(c))) {
                return false;
            }
            if (open == 0 && c == '=' && peek(k + 1) != '=' && "=~!<>".indexOf(peek(k - 1)) < 0) {
                return true;
            }
        }
        return false;
    }

    /** The words, parted by blanks, that were moved past since a place. */
    List<String> wordsSince(int start) {
        String words = text.substring(start, at).strip();
        return words.isEmpty() ? List.of() : List.of(words.split("[ \\t]+", -1));
    }

    /** Whether an equals sign that is no comparison is next, after blanks. */
    boolean startsAssignment() {
        int ahead = 0;
        while (isBlank(peek(ahead))) {
            ahead++;
        }
        return peek(ahead) == '=' && peek(ahead + 1) != '=';
    }

    /** Whether a comma stands in the parentheses that open next, and not in others within them. */
    boolean hasCommaInParentheses() {
        int open = 0;
        for (int k = 0; at + k < text.length(); k++) {
            char c = peek(k);
            open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (open == 0 || isLineEnd(c)) {
                return false;
            }
            if (c == ',' && open == 1) {
                return true;
            }
        }
        return false;
    }

    /** Reads a name that has to be next, after blanks. */
    String requireName() {
        skipBlanks();
        if (!atName()) {
            throw atEnd() ? cutOff() : refuse("a name is wanted where " + next() + " stands");
        }
        return name();
    }

    /** Moves past the equals sign of an assignment and the blanks round it. */
    void requireEquals() {
        skipBlanks();
        if (atEnd()) {
            throw cutOff();
        }
        if (peek() != '=' || peek(1) == '=') {
            throw refuse("it assigns nothing");
        }
        advance(1);
        skipBlanks();
    }

    /** Moves past a closing parenthesis that has to be next, after blanks. */
    void closeParenthesis() {
        skipBlanks();
        if (!accept(')')) {
            throw atEnd() ? cutOff() : refuse("a closing parenthesis is wanted where " + next() + " stands");
        }
    }

    /** Refuses what is at hand. */
    CaseFileException refuse(String reason) {
        return error(
                line,
                lineText(line),
                reason,
                "write plain tables, or run the case in MATLAB or Octave and save it with MATPOWER's savecase");
    }

    /** Refuses a statement that the end of the text cuts off. */
    CaseFileException cutOff() {
        return error(
                statementLine,
                lineText(statementLine),
                "the file ends within this statement",
                "it seems cut off: restore the rest");
    }

    /** Refuses a table without a closing bracket. */
    CaseFileException neverClosed(int opening, String where) {
        return error(
                opening,
                lineText(opening),
                "this table is never closed: " + where,
                "close it with ]; and, if the file was cut off, restore the rest");
    }

    /** An exception about a line. */
    CaseFileException error(int where, String found, String reason, String fix) {
        return new CaseFileException(file, where, found, reason, fix);
    }

    /** Whether a comment is next, which between statements may begin as Octave's do. */
    boolean atComment() {
        return isComment(peek());
    }

    /** Octave's files may also comment with a number sign, which within a table is taken for a mistake. */
    private static boolean isComment(char c) {
        return c == '%' || c == '#';
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
