package org.flexopf.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final String TEXT = "Zürich € 1\n";

    private static String streamed(byte[] bytes) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader reader = PlainText.reader(new ByteArrayInputStream(bytes))) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void aMarkSaysTheEncodingAndIsNoText(String encoding) throws IOException {
        byte[] bytes = ("\uFEFF" + TEXT).getBytes(Charset.forName(encoding));
        assertThat(PlainText.decode(bytes)).isEqualTo(TEXT);
        assertThat(streamed(bytes)).isEqualTo(TEXT);
    }

    @Test
    void withoutAMarkItIsUtf8AndElseLatin1() throws IOException {
        assertThat(PlainText.decode(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(streamed(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(PlainText.decode("Zürich".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("Zürich");
        assertThat(streamed("Zürich 1".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("Z\uFFFDrich 1");
    }

    @Test
    void textsShorterThanAMark() throws IOException {
        for (String text : new String[] {"", "1", "12"}) {
            assertThat(PlainText.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
            assertThat(streamed(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        }
    }

    /** Half a character behind a mark of UTF-16. */
    @Test
    void aMarkThatPromisesTooMuchIsAFault() {
        byte[] bytes = {(byte) 0xFF, (byte) 0xFE, 0x31, 0x00, 0x32};
        assertThatThrownBy(() -> PlainText.decode(bytes)).isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> streamed(bytes)).isInstanceOf(CharacterCodingException.class);
    }
}
