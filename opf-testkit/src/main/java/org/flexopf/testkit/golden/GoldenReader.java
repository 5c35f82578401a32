package org.flexopf.testkit.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Network;

/** Reads golden cases from the resources of this package. A figure that is missing there is an exception. */
final class GoldenReader {

    private static final String INFEASIBLE = "infeasible";

    /** The limits after an outage that the file has answers for, as multiples of the ratings. */
    private static final double[] RATING_FACTORS = {1.0, 1.1, 1.2};

    private final JsonNode answers;

    GoldenReader() {
        answers = answers("expected.json");
    }

    private static JsonNode answers(String file) {
        try {
            return new ObjectMapper().readTree(resource(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the answers of the golden cases cannot be read", e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = GoldenReader.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the golden case file " + name + " cannot be read", e);
        }
    }

    List<GoldenCase> read(List<String> names) {
        return names.stream().map(this::read).toList();
    }

    /** The cases of the folder {@code ac}, which have an answer to the AC optimal power flow alone. */
    static List<GoldenAcCase> readAc(List<String> names) {
        JsonNode answers = answers("ac/expected.json");
        List<GoldenAcCase> cases = new ArrayList<>();
        for (String name : names) {
            JsonNode entry = answers.required(name);
            Network network = network("ac/", name);
            if (entry.has("ratings")) {
                network = withCurrentLimits(network);
            }
            cases.add(new GoldenAcCase(
                    name, entry.required("about").textValue(), network, ac(network, entry.required("ac"))));
        }
        return cases;
    }

    private static Network network(String folder, String name) {
        String file = name + ".m";
        return MatpowerCase.parse(file, resource(folder + file)).network();
    }

    /** The format has no limits of current: MATPOWER is told to take ratings for them. */
    private static Network withCurrentLimits(Network network) {
        return network.toBuilder()
                .mapBranches(branch -> branch.withCurrentLimit(branch.rating()).withRating(Double.POSITIVE_INFINITY))
                .build();
    }

    private GoldenCase read(String name) {
        Network network = network("", name);
        JsonNode entry = answers.required(name);
        return new GoldenCase(
                name,
                entry.required("about").textValue(),
                network,
                feasible(entry.required("ac")).map(ac -> ac(network, ac)),
                powerFlow(entry.required("powerflow")),
                Arrays.stream(DcConvention.values())
                        .map(convention -> dc(network, convention, entry.required("dc")))
                        .toList(),
                optional(entry, "n1").map(GoldenReader::secured).orElse(List.of()),
                feasible(entry.required("socp")).map(GoldenReader::relaxed),
                optional(entry, "lindistflow").flatMap(GoldenReader::feasible).map(GoldenReader::branchFlow),
                optional(entry, "best_ac").map(best -> number(best, "cost")).orElse(OptionalDouble.empty()),
                optional(entry, "dlmp").map(GoldenReader::priceParts),
                optional(entry, "vcg").map(GoldenReader::vcg));
    }

    private static AcOptimum ac(Network network, JsonNode ac) {
        List<AcOptimum.HvdcState> hvdcLines = new ArrayList<>();
        for (int k = 0; k < network.hvdcLines().size(); k++) {
            hvdcLines.add(new AcOptimum.HvdcState(
                    numbers(ac, "dcline_pf")[k],
                    numbers(ac, "dcline_pt")[k],
                    numbers(ac, "dcline_qf")[k],
                    numbers(ac, "dcline_qt")[k]));
        }
        LimitMultipliers multipliers = new LimitMultipliers(
                numbers(ac, "mu_vmax"),
                numbers(ac, "mu_vmin"),
                numbers(ac, "mu_pmax"),
                numbers(ac, "mu_pmin"),
                numbers(ac, "mu_qmax"),
                numbers(ac, "mu_qmin"),
                numbers(ac, "mu_sf"),
                numbers(ac, "mu_st"),
                numbersOrZeros(ac, "mu_angmax", network.branches().size()));
        return new AcOptimum(
                ac.required("objective").doubleValue(),
                ac.required("loss_MW").doubleValue(),
                numbers(ac, "vm"),
                numbers(ac, "va_deg"),
                numbers(ac, "pg"),
                numbers(ac, "qg"),
                numbers(ac, "p_from"),
                numbers(ac, "q_from"),
                numbers(ac, "p_to"),
                numbers(ac, "q_to"),
                hvdcLines,
                numbers(ac, "lam_p"),
                numbers(ac, "lam_q"),
                multipliers,
                unique(ac, "vm"));
    }

    private static AcPowerFlow powerFlow(JsonNode flow) {
        return new AcPowerFlow(
                numbers(flow, "vm"),
                numbers(flow, "va_deg"),
                numbers(flow, "root_p_MW"),
                numbers(flow, "root_q_Mvar"),
                flow.required("loss_MW").doubleValue());
    }

    /** How the file calls a convention. */
    private static String key(DcConvention convention) {
        return switch (convention) {
            case RECIPROCAL_X -> "matpower";
            case SERIES_ADMITTANCE -> "pglib";
        };
    }

    private static DcOptimum dc(Network network, DcConvention convention, JsonNode conventions) {
        JsonNode dc = conventions.required(key(convention));
        return new DcOptimum(
                convention,
                dc.required("objective").doubleValue(),
                numbers(dc, "pg"),
                network.hvdcLines().isEmpty() ? new double[0] : numbers(dc, "dcline_pf"),
                numbers(dc, "lmp"),
                numbers(dc, "flow_MW"),
                numbers(dc, "mu"),
                numbersOrZeros(dc, "mu_angle", network.branches().size()));
    }

    private static List<SecuredDcOptimum> secured(JsonNode n1) {
        List<Integer> outages = StreamSupport.stream(n1.required("secured_rows").spliterator(), false)
                .map(JsonNode::intValue)
                .toList();
        List<SecuredDcOptimum> secured = new ArrayList<>();
        for (DcConvention convention : DcConvention.values()) {
            for (double factor : RATING_FACTORS) {
                JsonNode optimum = n1.required(key(convention) + " x " + factor);
                secured.add(new SecuredDcOptimum(
                        convention,
                        factor,
                        outages,
                        optimum.required("objective").doubleValue(),
                        numbers(optimum, "pg"),
                        priceBound(optimum, 0),
                        priceBound(optimum, 1),
                        StreamSupport.stream(optimum.required("binding").spliterator(), false)
                                .map(GoldenReader::binding)
                                .toList()));
            }
        }
        return secured;
    }

    /** The lowest (0) or highest (1) price of each bus; the file has ranges only where they differ. */
    private static double[] priceBound(JsonNode optimum, int end) {
        return optional(optimum, "lmp_range")
                .map(ranges -> StreamSupport.stream(ranges.spliterator(), false)
                        .map(range -> range.get(end))
                        .mapToDouble(price -> price.isNull() ? Double.POSITIVE_INFINITY : price.doubleValue())
                        .toArray())
                .orElseGet(() -> numbers(optimum, "lmp"));
    }

    private static SecuredDcOptimum.Binding binding(JsonNode row) {
        return new SecuredDcOptimum.Binding(
                row.get(0).isNull()
                        ? OptionalInt.empty()
                        : OptionalInt.of(row.get(0).intValue()),
                row.get(1).intValue(),
                row.get(2).doubleValue());
    }

    private static RelaxedOptimum relaxed(JsonNode socp) {
        Map<Integer, Double> byBranch = new HashMap<>();
        optional(socp, "inexact_rows")
                .ifPresent(rows -> rows.properties()
                        .forEach(row -> byBranch.put(
                                Integer.valueOf(row.getKey()), row.getValue().doubleValue())));
        return new RelaxedOptimum(
                branchFlow(socp),
                socp.required("exact").booleanValue(),
                socp.required("loss_MW").doubleValue(),
                socp.required("phantom_loss_MW").doubleValue(),
                socp.required("phantom_loss_Mvar").doubleValue(),
                byBranch,
                number(socp, "largest_cycle_miss_deg"));
    }

    private static BranchFlowOptimum branchFlow(JsonNode model) {
        return new BranchFlowOptimum(
                model.required("objective").doubleValue(),
                numbers(model, "v"),
                numbers(model, "pg"),
                numbers(model, "qg"),
                numbers(model, "lam_p"),
                numbers(model, "lam_q"),
                unique(model, "v"));
    }

    private static PriceParts priceParts(JsonNode dlmp) {
        return new PriceParts(parts(dlmp.required("p")), parts(dlmp.required("q")));
    }

    /** One row per bus, with energy, losses, congestion and voltage in its columns. */
    private static PriceParts.Parts parts(JsonNode rows) {
        double[][] columns = new double[4][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int part = 0; part < columns.length; part++) {
                columns[part][i] = rows.get(i).get(part).doubleValue();
            }
        }
        return new PriceParts.Parts(columns[0], columns[1], columns[2], columns[3]);
    }

    private static VcgPayments vcg(JsonNode vcg) {
        return new VcgPayments(
                vcg.required("optimal_cost").doubleValue(),
                StreamSupport.stream(vcg.required("participants").spliterator(), false)
                        .map(bidder -> new VcgPayments.Bidder(
                                bidder.required("row").intValue(),
                                bidder.required("bus").intValue(),
                                bidder.required("pg").doubleValue(),
                                bidder.required("own_cost").doubleValue(),
                                number(bidder, "cost_without"),
                                number(bidder, "payment")))
                        .toList());
    }

    /** @param voltage how the model calls its voltages */
    private static Unique unique(JsonNode model, String voltage) {
        JsonNode unique = model.required("unique");
        return new Unique(
                unique.required(voltage).booleanValue(),
                unique.required("pg").booleanValue(),
                unique.required("qg").booleanValue(),
                unique.required("lam_p").booleanValue(),
                unique.required("lam_q").booleanValue());
    }

    /** A model, unless it was found to be infeasible. */
    private static Optional<JsonNode> feasible(JsonNode model) {
        return model.required("status").textValue().equals(INFEASIBLE) ? Optional.empty() : Optional.of(model);
    }

    private static Optional<JsonNode> optional(JsonNode parent, String field) {
        return Optional.ofNullable(parent.get(field)).filter(node -> !node.isNull());
    }

    private static OptionalDouble number(JsonNode parent, String field) {
        return optional(parent, field)
                .map(node -> OptionalDouble.of(node.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    private static double[] numbers(JsonNode parent, String field) {
        return StreamSupport.stream(parent.required(field).spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    /** Numbers that the file leaves out where all of them are zero. */
    private static double[] numbersOrZeros(JsonNode parent, String field, int count) {
        return parent.has(field) ? numbers(parent, field) : new double[count];
    }
}
