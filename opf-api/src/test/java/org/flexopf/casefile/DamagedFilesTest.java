package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.testkit.property.Share;

/** Whatever happens to a file, it is read, or refused with a message; nothing else comes out of a reader. */
class DamagedFilesTest {

    private static final String CHARACTERS = "0123456789.eE+-*/^()[]{}';:,%\"\\ \t\n\rabmpcNaInf=~é\u0001";

    private static final String MATPOWER = """
            function mpc = feeder
            mpc.version = '2';
            mpc.baseMVA = 50/3;
            mpc.bus = [ % numbers
            1 3 0 0 0 0 1 1.02 5 12.66 1 1.02 1.02;
            7 1 0.4 0.2 0 0.1 1 1 0 12.66 1 1.05 0.95;
            ];
            mpc.gen = [1 0.5 0.1 5 -5 1.02 10 1 5 -5];
            mpc.branch = [1 7 0.01 0.02 0.001 2.5 0 0 1.025 -30 1 -360 360];
            mpc.gencost = [1 0 0 3 0 0 1 30 2 70];
            mpc.dcline = [1 7 1 0 0 0 0 1 1 -1 2 -1 1 -1 1 0 0.1];
            [PQ, PV, REF, NONE, BUS_I, BUS_TYPE, PD, QD] = idx_bus;
            pf = 0.85;
            mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD QD]) / (1e3 * sin(acos(pf))^2);
            mpc.bus_name = {'a'; 'b'};
            """;

    @Property(tries = 3000, seed = "20261121")
    void aDamagedMatpowerFileIsReadOrRefused(@ForAll long seed) {
        readOrRefused(
                MATPOWER, seed, text -> MatpowerCase.parse("damaged.m", text).network());
    }

    @Property(tries = 2000, seed = "20261121")
    void aDamagedJsonFileIsReadOrRefused(@ForAll long seed) {
        readOrRefused(
                Cases.find("two-bus").toJson(),
                seed,
                text -> JsonCase.parse("damaged.json", text).network());
    }

    private static void readOrRefused(String sound, long seed, Function<String, Network> reader) {
        String text = damage(sound, new Random(seed));
        try {
            assertThat(reader.apply(text).buses()).isNotEmpty();
            count(true);
        } catch (CaseFileException e) {
            count(false);
            assertThat(e).hasMessageStartingWith("damaged.");
            assertThat(e.reason()).isNotBlank();
            assertThat(e.fix()).isNotBlank();
            assertThat(e.line())
                    .isBetween(
                            0,
                            1
                                    + (int) text.chars()
                                            .filter(c -> c == '\n' || c == '\r')
                                            .count());
        } catch (InvalidNetworkException e) {
            count(false);
            assertThat(e.faults())
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault.cause()).isNotBlank());
        }
    }

    private static void count(boolean read) {
        Share.atLeast(2.0, "read", read);
        Share.atLeast(20.0, "refused", !read);
    }

    /** One to four changes: characters put in, taken out or replaced, and pieces taken out or repeated. */
    private static String damage(String sound, Random random) {
        StringBuilder text = new StringBuilder(sound);
        for (int change = random.nextInt(4); change >= 0 && text.length() > 0; change--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(40));
            char character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, character);
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.setCharAt(at, character);
                case 3 -> text.delete(at, end);
                default -> text.insert(at, text.substring(at, end));
            }
        }
        return text.toString();
    }
}
