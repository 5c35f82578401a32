package org.flexopf.examples.cli;

import java.util.NoSuchElementException;
import org.flexopf.dcopf.DcPrices;
import org.flexopf.dcopf.PriceReference;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.report.result.OpfDocumentBuilder;
import picocli.CommandLine;

/**
 * What {@code --price-reference} chooses: where the energy part of the prices of a DC model is measured.
 *
 * @param reference the weights of the buses
 * @param words how reports call it
 */
record PriceReferenceChoice(PriceReference reference, String words) {

    /**
     * Finds out whether a network has what is referred to.
     *
     * @throws BadInputException if it has not
     */
    void requireIn(Network network) {
        try {
            reference.weights(network);
        } catch (NoSuchElementException missing) {
            throw new BadInputException("--price-reference: " + missing.getMessage() + " in " + network.name());
        }
    }

    /** Splits the prices of a document anew, if its solution has any. */
    void apply(OpfSolution solution, OpfDocumentBuilder document) {
        document.priceParts(solution.network(), words, DcPrices.components(solution, reference));
    }

    /** Reads it off the command line. */
    static final class Converter implements CommandLine.ITypeConverter<PriceReferenceChoice> {

        @Override
        public PriceReferenceChoice convert(String written) {
            String[] parts = written.split(":", -1);
            if (written.equals("roots")) {
                return new PriceReferenceChoice(PriceReference.roots(), "the references");
            }
            if (written.equals("load")) {
                return new PriceReferenceChoice(PriceReference.loadWeighted(), "all buses by their demand");
            }
            if (parts.length == 2 && parts[0].equals("bus")) {
                int bus = number(written, parts[1]);
                return new PriceReferenceChoice(PriceReference.bus(bus), "bus " + bus);
            }
            if (parts.length == 2 && parts[0].equals("zone")) {
                int zone = number(written, parts[1]);
                return new PriceReferenceChoice(PriceReference.zone(zone), "zone " + zone + " by its demand");
            }
            throw unknown(written);
        }

        private static int number(String written, String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException notANumber) {
                throw unknown(written);
            }
        }

        private static CommandLine.TypeConversionException unknown(String written) {
            return new CommandLine.TypeConversionException(
                    "there is no price reference '" + written + "'; choose roots, load, bus:NUMBER or zone:NUMBER");
        }
    }
}
