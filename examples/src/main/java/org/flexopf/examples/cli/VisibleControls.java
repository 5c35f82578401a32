package org.flexopf.examples.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Writes characters that would command a terminal, rather than be shown by it, as their escapes {@code \}{@code u001b}.
 * Names come from files of others, and an escape sequence in one could clear the screen or colour what follows. In a
 * JSON text the escape means the same character.
 */
final class VisibleControls extends FilterWriter {

    VisibleControls(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        if (commands((char) character)) {
            out.write(String.format(Locale.ROOT, "\\u%04x", character & 0xFFFF));
        } else {
            out.write(character);
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        int written = offset;
        for (int k = offset; k < offset + length; k++) {
            if (commands(text[k])) {
                out.write(text, written, k - written);
                write(text[k]);
                written = k + 1;
            }
        }
        out.write(text, written, offset + length - written);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }

    /** Control characters other than line breaks and tabs, and those that turn the direction of writing. */
    private static boolean commands(char character) {
        return (Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t')
                || (character >= '\u202A' && character <= '\u202E')
                || (character >= '\u2066' && character <= '\u2069');
    }
}
