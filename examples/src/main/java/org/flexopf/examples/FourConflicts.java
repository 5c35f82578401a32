package org.flexopf.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flexopf.coordination.Study;
import org.flexopf.coordination.conflict.ConflictKind;
import org.flexopf.coordination.conflict.ConflictStudy;
import org.flexopf.coordination.conflict.Detection;
import org.flexopf.coordination.conflict.FlexibilityDay;
import org.flexopf.coordination.conflict.FlexibilityDayFile;
import org.flexopf.coordination.conflict.SetUp;

/**
 * The four ways in which a TSO and DSOs come into each other's way over flexibility.
 *
 * <p>(a) a DSO's step leaves the system out of balance; (b) what the TSO asks for overloads an area; (c) both want the
 * same asset for different things; (d) what one has bought serves the other too, and could be paid twice. A day has one
 * of each. As things are today only the TSO uses flexibility, and only (b) is left.
 */
public final class FourConflicts {

    private FourConflicts() {}

    /** Prints what happens in each time unit, and what is left of it today. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        FlexibilityDay day = FlexibilityDayFile.parse("conflict-days", Study.CONFLICT_DAYS.text())
                .get(0);
        for (Detection detection : ConflictStudy.of(day).detect()) {
            out.printf(
                    Locale.ROOT,
                    "time unit %d: %s%n",
                    detection.unit(),
                    detection.kinds().isEmpty() ? "no conflict" : labels(detection.kinds()));
            detection.sentences().forEach(sentence -> out.println("   " + sentence));
        }
        List<ConflictKind> today = ConflictStudy.of(day).withSetUp(SetUp.TODAY).detect().stream()
                .flatMap(detection -> detection.kinds().stream())
                .distinct()
                .toList();
        out.println("as things are today: " + labels(today));
    }

    private static String labels(List<ConflictKind> kinds) {
        return kinds.stream()
                .map(kind -> "(" + kind.label() + ") " + kind.meaning())
                .collect(Collectors.joining(", "));
    }
}
