package org.flexopf.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of a text file into characters, for every reader of the library alike.
 *
 * <p>A byte order mark says what the text is in: UTF-8 or UTF-16 of either order. It is no part of the text. Without
 * one the text is UTF-8; where its bytes are no UTF-8 they are taken for Latin-1, since what the formats mean is
 * written in ASCII, and only names and comments go beyond it.
 */
public final class PlainText {

    private static final int LONGEST_MARK = 3;

    /** A byte order mark, or that there is none. */
    private enum Mark {
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_16_BIG_ENDIAN(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        UTF_16_LITTLE_ENDIAN(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        NONE(StandardCharsets.UTF_8);

        private final Charset charset;
        private final int[] bytes;

        Mark(Charset charset, int... bytes) {
            this.charset = charset;
            this.bytes = bytes;
        }

        static Mark of(byte[] head) {
            for (Mark mark : values()) {
                if (mark.begins(head)) {
                    return mark;
                }
            }
            throw new AssertionError("every text begins with no mark");
        }

        private boolean begins(byte[] head) {
            if (head.length < bytes.length) {
                return false;
            }
            for (int k = 0; k < bytes.length; k++) {
                if ((head[k] & 0xFF) != bytes[k]) {
                    return false;
                }
            }
            return true;
        }
    }

    private PlainText() {}

    /**
     * The text of a whole file without its byte order mark.
     *
     * @throws CharacterCodingException if the byte order mark promises an encoding that the bytes are not in
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        Mark mark = Mark.of(bytes);
        ByteBuffer text = ByteBuffer.wrap(bytes, mark.bytes.length, bytes.length - mark.bytes.length);
        try {
            return mark.charset.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            if (mark != Mark.NONE) {
                throw e;
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * The text of a stream without its byte order mark, for files too long to be held as a whole. What cannot be
     * decoded becomes a replacement character where there is no byte order mark, and is an {@link IOException} where
     * there is one.
     */
    public static Reader reader(InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream);
        buffered.mark(LONGEST_MARK);
        Mark mark = Mark.of(buffered.readNBytes(LONGEST_MARK));
        buffered.reset();
        buffered.skipNBytes(mark.bytes.length);
        CodingErrorAction action = mark == Mark.NONE ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
        return new InputStreamReader(
                buffered, mark.charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action));
    }
}
