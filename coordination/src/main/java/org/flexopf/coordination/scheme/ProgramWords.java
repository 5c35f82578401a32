package org.flexopf.coordination.scheme;

import java.util.Map;
import java.util.regex.Pattern;

/** What the elements of a program stand for, so that messages speak of offers and schedules. */
interface ProgramWords {

    /** What each of them stands for, by its label in the program. */
    Map<String, String> words();

    /** A message in words. */
    default String in(String message) {
        String text = message;
        for (Map.Entry<String, String> word : words().entrySet()) {
            text = text.replaceAll("\\b" + Pattern.quote(word.getKey()) + "\\b", word.getValue());
        }
        return text;
    }
}
