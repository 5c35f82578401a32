package org.flexopf.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes SVG, and HTML that is XML as well. Whatever comes from outside is escaped by the JDK's own writer, so that no
 * name of a bus can become markup.
 */
final class Markup {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    Markup() {
        try {
            // The JDK's own and not the first on the class path: other writers make other bytes.
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /** Text that is markup already and written by this library: a document's first line. */
    Markup preamble(String line) {
        return write(() -> {
            xml.flush();
            text.write(line + "\n");
        });
    }

    /** Opens an element with attributes in pairs of name and value; numbers are written as coordinates. */
    Markup open(String element, Object... attributes) {
        return write(() -> {
            xml.writeStartElement(element);
            attributes(attributes);
        });
    }

    /** One more attribute of the element just opened. */
    Markup attribute(String name, Object value) {
        return write(() -> attributes(name, value));
    }

    Markup close() {
        return write(xml::writeEndElement);
    }

    /** An element without content. */
    Markup empty(String element, Object... attributes) {
        return write(() -> {
            xml.writeEmptyElement(element);
            attributes(attributes);
        });
    }

    /** An element that holds text. */
    Markup element(String element, String content, Object... attributes) {
        return open(element, attributes).text(content).close();
    }

    Markup text(String content) {
        return write(() -> xml.writeCharacters(legal(content)));
    }

    /** Ends a line, so that files can be compared line by line. */
    Markup line() {
        return text("\n");
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            xml.writeAttribute(
                    (String) attributes[i],
                    value instanceof Double number ? Numbers.coordinate(number) : legal(String.valueOf(value)));
        }
    }

    /** XML has no place for control characters and halves of surrogate pairs, not even escaped. */
    private static String legal(String content) {
        if (content.codePoints().allMatch(Markup::isLegal)) {
            return content;
        }
        StringBuilder legal = new StringBuilder(content.length());
        content.codePoints().forEach(point -> legal.appendCodePoint(isLegal(point) ? point : REPLACEMENT));
        return legal.toString();
    }

    private static boolean isLegal(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }

    /** One step of writing to memory, which cannot fail unless elements are closed that were not opened. */
    @FunctionalInterface
    private interface Step {
        void run() throws XMLStreamException;
    }

    private Markup write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    private static IllegalStateException unwritable(XMLStreamException cause) {
        return new IllegalStateException("markup could not be written to memory", cause);
    }

    @Override
    public String toString() {
        write(xml::flush);
        return text.toString();
    }
}
