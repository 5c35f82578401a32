package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;

/** The small MATPOWER file that tests of the reader start from, and what is read of it or refused. */
final class FeederText {

    private FeederText() {}

    /** A feeder of three buses; the tables start at lines 4, 9, 13 and 17. */
    static final String FEEDER = """
            function mpc = feeder
            mpc.version = '2';
            mpc.baseMVA = 10;
            mpc.bus = [
            \t1\t3\t0\t0\t0\t0\t1\t1.02\t5\t12.66\t1\t1.02\t1.02;
            \t7\t1\t0.4\t0.2\t0\t0.1\t1\t1\t0\t12.66\t1\t1.05\t0.95;
            \t3\t1\t0.3\t-0.1\t0\t0\t1\t1\t0\t12.66\t1\t1.05\t0.95;
            ];
            mpc.gen = [
            \t1\t0.5\t0.1\t5\t-5\t1.02\t10\t1\t5\t-5;
            \t7\t0\t0\t1\t-1\t1\t10\t0\t2\t0;
            ];
            mpc.branch = [
            \t1\t7\t0.01\t0.02\t0.001\t0\t0\t0\t0\t0\t1\t-360\t360;
            \t7\t3\t0.01\t0.02\t0\t2.5\t0\t0\t1.025\t-30\t1\t0\t0;
            ];
            mpc.gencost = [
            \t2\t0\t0\t3\t0.5\t50\t1\t0;
            \t1\t0\t0\t2\t0\t0\t2\t60;
            ];
            """;

    static Network read(String text) {
        return MatpowerCase.parse("feeder.m", text).network();
    }

    static String with(String original, String replacement) {
        assertThat(FEEDER).contains(original);
        return FEEDER.replace(original, replacement);
    }

    static CaseFileException refused(String text) {
        CaseFileException refusal = catchThrowableOfType(CaseFileException.class, () -> read(text));
        assertThat(refusal).as("the text is refused").isNotNull();
        assertThat(refusal.found()).isNotBlank();
        assertThat(refusal.reason()).isNotBlank();
        assertThat(refusal.fix()).isNotBlank();
        return refusal;
    }

    static List<Fault> faults(String text) {
        InvalidNetworkException invalid = catchThrowableOfType(InvalidNetworkException.class, () -> read(text));
        assertThat(invalid).as("the network is refused").isNotNull();
        return invalid.faults();
    }
}
