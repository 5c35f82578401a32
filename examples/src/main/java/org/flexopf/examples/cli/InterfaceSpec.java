package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Range;
import picocli.CommandLine;

/**
 * An interface limit as the command line gives it: {@code NAME=BRANCH[,BRANCH...]:LOWER:UPPER}, with a minus before the
 * branches whose flow counts against their direction. A limit that is left out is none.
 *
 * @param name how tables call it
 * @param weights by branch number
 * @param limits least and largest sum of flows, MW
 */
record InterfaceSpec(String name, Map<Integer, Double> weights, Range limits) {

    /** A network with more interfaces, numbered on from those that it has. */
    static Network addTo(Network network, List<InterfaceSpec> given) {
        NetworkBuilder builder = network.toBuilder();
        int id = network.flowInterfaces().stream()
                .mapToInt(FlowInterface::id)
                .max()
                .orElse(0);
        for (InterfaceSpec spec : given) {
            builder.flowInterface(new FlowInterface(++id, spec.name(), spec.weights(), spec.limits()));
        }
        return builder.build();
    }

    /** Reads it off the command line, with all that is wrong with it. */
    static final class Converter implements CommandLine.ITypeConverter<InterfaceSpec> {

        private static final String FORM = "write it as NAME=BRANCH[,BRANCH...]:LOWER:UPPER, such as"
                + " border=1,-3:-80:80; a limit that is left out is none";

        @Override
        public InterfaceSpec convert(String written) {
            int equals = written.indexOf('=');
            String[] parts = written.substring(equals + 1).split(":", -1);
            if (equals <= 0 || parts.length != 3) {
                throw new CommandLine.TypeConversionException("the interface '" + written + "' has "
                        + (equals <= 0 ? "no name" : parts.length + " parts, not 3") + "; " + FORM);
            }
            List<String> faults = new ArrayList<>();
            Map<Integer, Double> weights = new LinkedHashMap<>();
            for (String branch : parts[0].split(",", -1)) {
                int signed = branch(branch.strip(), faults);
                weights.merge(Math.abs(signed), (double) Integer.signum(signed), Double::sum);
            }
            double lower = limit(parts[1].strip(), Double.NEGATIVE_INFINITY, faults);
            double upper = limit(parts[2].strip(), Double.POSITIVE_INFINITY, faults);
            if (!faults.isEmpty()) {
                throw new CommandLine.TypeConversionException(
                        "the interface '" + written + "': " + String.join(", ", faults) + "; " + FORM);
            }
            return new InterfaceSpec(written.substring(0, equals).strip(), weights, new Range(lower, upper));
        }

        private static int branch(String written, List<String> faults) {
            try {
                int branch = Integer.parseInt(written);
                if (branch != 0 && branch != Integer.MIN_VALUE) {
                    return branch;
                }
            } catch (NumberFormatException notANumber) {
                // Told below, with what is a number and no branch.
            }
            faults.add("'" + written + "' is no branch number");
            return 1;
        }

        private static double limit(String written, double none, List<String> faults) {
            if (written.isEmpty()) {
                return none;
            }
            try {
                return Double.parseDouble(written);
            } catch (NumberFormatException notANumber) {
                faults.add("'" + written + "' is no limit in MW");
                return none;
            }
        }
    }
}
