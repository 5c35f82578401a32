package org.flexopf.exchange.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flexopf.exchange.Refusal;
import org.junit.jupiter.api.Test;

/** A payload of another version of the program is told as such, whatever stands in it. */
class PayloadTest {

    private static byte[] outcome(long refusal) {
        PayloadWriter writer = new PayloadWriter().number(5).number(refusal);
        for (int list = 0; list < 3; list++) {
            writer.number(0);
        }
        return writer.toBytes();
    }

    @Test
    void refusalsAreReadAndThoseOfOtherVersionsAreNot() {
        assertThat(MarketPayloads.outcome(outcome(-1)).refusal()).isEmpty();
        assertThat(MarketPayloads.outcome(outcome(Refusal.BAD_PRICE.ordinal())).refusal())
                .contains(Refusal.BAD_PRICE);
        for (long none : new long[] {-2, Refusal.values().length, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> MarketPayloads.outcome(outcome(none)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(Long.toString(none));
        }
    }
}
