package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.flexopf.network.Branch;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;

/**
 * Checks a result by circuit laws in complex arithmetic, element by element, from nothing but the network and the
 * voltages: Ohm's law on every branch gives the flows, and at every bus the powers of all that is connected must add up
 * to zero.
 */
final class CircuitCheck {

    private CircuitCheck() {}

    /** The result obeys the circuit laws and its schedule, to a tolerance in MW. */
    static void assertBalanced(PowerFlowResult result, double tolerance) {
        Network network = result.network();
        Complex[] voltage = new Complex[network.buses().size()];
        Complex[] balance = new Complex[voltage.length];
        Arrays.fill(balance, Complex.ZERO);
        for (int i = 0; i < voltage.length; i++) {
            voltage[i] = Complex.polar(result.vm(i), result.va(i));
        }
        double loss = 0.0;
        double reactiveLoss = 0.0;
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            Complex atFrom = Complex.ZERO;
            Complex atTo = Complex.ZERO;
            if (network.isActive(branch)) {
                int i = network.busIndex(branch.fromBus());
                int j = network.busIndex(branch.toBus());
                Complex turns = Complex.polar(branch.ratio(), branch.shift());
                Complex behind = voltage[i].dividedBy(turns);
                Complex series = behind.minus(voltage[j]).dividedBy(new Complex(branch.r(), branch.x()));
                Complex half = new Complex(0.0, branch.b() / 2.0);
                Complex into = series.plus(half.times(behind));
                Complex outOf = series.minus(half.times(voltage[j]));
                // An ideal transformer passes power unchanged.
                atFrom = power(behind, into, network);
                atTo = power(voltage[j], outOf, network).times(new Complex(-1.0, 0.0));
                balance[i] = balance[i].minus(atFrom);
                balance[j] = balance[j].minus(atTo);
                double squaredCurrent = series.magnitude() * series.magnitude() * network.baseMva();
                loss += branch.r() * squaredCurrent;
                reactiveLoss += branch.x() * squaredCurrent;
            }
            assertThat(result.point().pFrom(b))
                    .as("P at the from end of %s", branch.label())
                    .isCloseTo(atFrom.re(), within(tolerance));
            assertThat(result.point().qFrom(b))
                    .as("Q at the from end of %s", branch.label())
                    .isCloseTo(atFrom.im(), within(tolerance));
            assertThat(result.point().pTo(b))
                    .as("P at the to end of %s", branch.label())
                    .isCloseTo(atTo.re(), within(tolerance));
            assertThat(result.point().qTo(b))
                    .as("Q at the to end of %s", branch.label())
                    .isCloseTo(atTo.im(), within(tolerance));
        }
        for (Shunt shunt : network.shunts()) {
            if (network.isActive(shunt)) {
                int i = network.busIndex(shunt.bus());
                double squared = result.vm(i) * result.vm(i);
                balance[i] = balance[i].plus(new Complex(-shunt.g() * squared, shunt.b() * squared));
            }
        }
        for (Load load : network.loads()) {
            if (network.isActive(load)) {
                int i = network.busIndex(load.bus());
                balance[i] = balance[i].minus(new Complex(load.p(), load.q()));
            }
        }
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            int i = network.busIndex(generator.bus());
            balance[i] = balance[i].plus(
                    new Complex(result.point().pg(g), result.point().qg(g)));
        }
        for (HvdcLine line : network.hvdcLines()) {
            if (network.isActive(line)) {
                int i = network.busIndex(line.fromBus());
                int j = network.busIndex(line.toBus());
                balance[i] = balance[i].plus(new Complex(-line.p(), line.qFrom()));
                balance[j] = balance[j].plus(new Complex(line.p() - line.loss(line.p()), line.qTo()));
            }
        }
        for (int i = 0; i < balance.length; i++) {
            // A reference without generators is the source itself.
            if (!network.buses().get(i).isReference() || hasGenerator(network, i)) {
                assertThat(balance[i].magnitude())
                        .as("what is left at %s, MVA", network.buses().get(i).label())
                        .isLessThan(tolerance);
            }
        }
        assertThat(result.lossMw()).as("losses, MW").isCloseTo(loss, within(tolerance * (1.0 + voltage.length)));
        assertThat(result.lossMvar())
                .as("losses, Mvar")
                .isCloseTo(reactiveLoss, within(tolerance * (1.0 + voltage.length)));
        assertThat(result.maxMismatchMw()).as("reported mismatch, MW").isLessThan(tolerance);
    }

    private static boolean hasGenerator(Network network, int bus) {
        return network.generators().stream()
                .anyMatch(generator -> network.isActive(generator) && network.busIndex(generator.bus()) == bus);
    }

    private static Complex power(Complex voltage, Complex current, Network network) {
        return voltage.times(current.conjugate()).times(new Complex(network.baseMva(), 0.0));
    }
}
