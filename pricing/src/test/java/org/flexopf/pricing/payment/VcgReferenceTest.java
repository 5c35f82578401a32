package org.flexopf.pricing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;

/** VCG payments on a 33-bus feeder against figures that were computed elsewhere. */
@WithReferenceCases
class VcgReferenceTest {

    private static final double TOLERANCE = 1e-4;

    @Test
    void paymentsAndPivotalParticipantsAreThoseOfTheReference() throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(ReferenceCases.path("radial/vcg.json").toFile());
        Network feeder =
                CaseFiles.read(ReferenceCases.path("radial/radial33_dg.m").toString());
        OpfClearing cleared = OpfClearing.of(Opf.of(new BranchFlowSocp()), Market.ofGenerators(feeder));

        assertThat(cleared.cost()).isCloseTo(expected.get("optimal cost").asDouble(), within(TOLERANCE));
        Settlement settlement = new Vcg().settle(cleared);
        assertThat(settlement.payments()).hasSameSizeAs(expected.get("participants"));
        for (JsonNode participant : expected.get("participants")) {
            int bus = participant.get("bus").asInt();
            Payment payment = settlement.payments().stream()
                    .filter(paid -> paid.award().buses().contains(bus))
                    .findFirst()
                    .orElseThrow();
            assertThat(payment.pivotal())
                    .as("bus %s", bus)
                    .isEqualTo(participant.get("pivotal").asBoolean());
            assertThat(payment.award().quantity())
                    .as("power at bus %s", bus)
                    .isCloseTo(participant.get("p").asDouble(), within(TOLERANCE));
            assertThat(payment.award().cost())
                    .as("own cost at bus %s", bus)
                    .isCloseTo(participant.get("own cost").asDouble(), within(TOLERANCE));
            if (payment.pivotal()) {
                assertThat(payment.amount()).as("payment at bus %s", bus).isEmpty();
            } else {
                assertThat(cleared.without(payment.participant()).cost().orElseThrow())
                        .isCloseTo(participant.get("cost without").asDouble(), within(TOLERANCE));
                assertThat(payment.amount().orElseThrow())
                        .as("payment at bus %s", bus)
                        .isCloseTo(participant.get("payment").asDouble(), within(TOLERANCE));
            }
        }
        assertThat(settlement.outlay()).isEmpty();
        assertThat(settlement.payments().stream()
                        .filter(Payment::pivotal)
                        .flatMap(payment -> payment.award().buses().stream()))
                .containsExactly(18, 33);
    }

    @Test
    void nodalPaymentsForActivePowerAreThoseOfTheReference() throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(ReferenceCases.path("radial/vcg.json").toFile())
                .get("nodal payment for P");
        Network feeder =
                CaseFiles.read(ReferenceCases.path("radial/radial33_dg.m").toString());
        OpfClearing cleared = OpfClearing.of(Opf.of(new BranchFlowSocp()), Market.ofGenerators(feeder));
        for (Payment payment : new PayAsClear().settle(cleared).payments()) {
            Delivery delivery = payment.award().deliveries().get(0);
            double active = delivery.activePrice() * delivery.p();
            assertThat(active)
                    .as("bus %s", delivery.bus())
                    .isCloseTo(expected.get(Integer.toString(delivery.bus())).asDouble(), within(1e-3));
            assertThat(payment.amount().orElseThrow()).isEqualTo(active + delivery.reactivePrice() * delivery.q());
        }
    }

    @Test
    void aCurtailmentPricePaysPivotalParticipants() {
        Network feeder =
                CaseFiles.read(ReferenceCases.path("radial/radial33_dg.m").toString());
        OpfClearing cleared = OpfClearing.of(Opf.of(new BranchFlowSocp()), Market.ofGenerators(feeder));
        Settlement at1000 = new Vcg().settle(cleared.withCurtailmentPrice(1000.0));
        Settlement at2000 = new Vcg().settle(cleared.withCurtailmentPrice(2000.0));
        for (int i = 0; i < at1000.payments().size(); i++) {
            Payment low = at1000.payments().get(i);
            Payment high = at2000.payments().get(i);
            assertThat(low.profit().orElseThrow()).isPositive();
            if (low.pivotal()) {
                assertThat(high.amount().orElseThrow())
                        .isGreaterThan(low.amount().orElseThrow() + 1.0);
            } else {
                assertThat(high.amount()).isEqualTo(low.amount());
            }
        }
    }
}
