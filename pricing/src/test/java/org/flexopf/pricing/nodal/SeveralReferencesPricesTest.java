package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.dcopf.DcFormulation;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.family.PriceComponents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where two references of one island make up for a demand, its energy price is theirs, by what each delivers. */
class SeveralReferencesPricesTest {

    static List<DcFormulation> forms() {
        return List.of(new DcOpf(), new PtdfDcOpf());
    }

    private static Bus reference(int id, double degrees) {
        return new Bus(id, "", BusType.REFERENCE, 110.0, 0.9, 1.1, degrees);
    }

    /** A triangle of references 1 and 3 and bus 2, with branches of unlike reactance: bus 2 is 1/4 of the way to 3. */
    private static Network triangle(double rating) {
        return Network.builder("triangle", 100.0)
                .bus(reference(1, 30.0))
                .bus(Bus.of(2))
                .bus(reference(3, 28.0))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .branch(Branch.line(2, 2, 3, 0.0, 0.3).withRating(rating))
                .branch(Branch.line(3, 1, 3, 0.0, 0.2))
                .generator(Generator.of(1, 1, 0.0, 300.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 3, 0.0, 300.0, 0.0, 0.0, CostCurve.linear(20.0)))
                .generator(Generator.of(3, 2, 0.0, 300.0, 0.0, 0.0, CostCurve.linear(50.0)))
                .load(Load.of(1, 2, 100.0, 0.0))
                .load(Load.of(2, 3, 80.0, 0.0))
                .build();
    }

    private static Bus bus(int index) {
        return triangle(1000.0).buses().get(index);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void energyIsSharedByWhatTheReferencesDeliver(DcFormulation form) {
        NodalPrices prices = NodalPrices.of(Opf.of(form).solve(triangle(1000.0)).orElseThrow());

        double[] energy = {10.0, 12.5, 20.0};
        for (int bus = 0; bus < 3; bus++) {
            PriceComponents parts = prices.components(bus(bus));
            assertThat(prices.active(bus(bus))).isCloseTo(energy[bus], within(1e-5));
            assertThat(parts.energy()).isCloseTo(energy[bus], within(1e-5));
            assertThat(parts.losses()).isCloseTo(0.0, within(1e-5));
            assertThat(parts.congestion()).isCloseTo(0.0, within(1e-5));
            assertThat(parts.other()).isCloseTo(0.0, within(1e-5));
        }
    }

    /** 2 to 3 may carry 10 MW only, so bus 2 has its own unit on the margin: the rest of its price is congestion. */
    @ParameterizedTest
    @MethodSource("forms")
    void congestionIsWhatTheLimitAdds(DcFormulation form) {
        NodalPrices prices = NodalPrices.of(Opf.of(form).solve(triangle(10.0)).orElseThrow());

        PriceComponents parts = prices.components(bus(1));
        assertThat(prices.active(bus(1))).isCloseTo(50.0, within(1e-4));
        assertThat(parts.energy()).isCloseTo(12.5, within(1e-4));
        assertThat(parts.congestion()).isCloseTo(37.5, within(1e-4));
        assertThat(parts.other()).isCloseTo(0.0, within(1e-4));
        assertThat(prices.components(bus(2)).congestion()).isCloseTo(0.0, within(1e-4));
    }
}
