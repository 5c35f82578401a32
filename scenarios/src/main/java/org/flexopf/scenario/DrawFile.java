package org.flexopf.scenario;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.JsonElement;
import org.flexopf.network.Branch;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;

/** Where draws come from, in a JSON file (docs/scenarios.md). */
public final class DrawFile {

    /** The name of {@link MonteCarlo#loads}. */
    public static final String LOADS = "loads";

    /** The name of the outages of every branch, one by one: {@link Outages#ofBranches}. */
    public static final String OUTAGES = "outages";

    /** All draws that have a name. */
    public static final List<String> NAMES = List.of(LOADS, OUTAGES);

    private final List<Fault> faults = new ArrayList<>();
    private final Network base;

    private final Path folder;

    private DrawFile(Network base, Path folder) {
        this.base = base;
        this.folder = folder;
    }

    /** The draws of a name of {@link #NAMES}; empty if there is none of that name. */
    static Optional<DrawSource> named(String name, Network base) {
        return switch (name) {
            case LOADS -> Optional.of(MonteCarlo.loads());
            case OUTAGES -> Optional.of(Outages.ofBranches(base));
            default -> Optional.empty();
        };
    }

    /**
     * Reads a file.
     *
     * @param file what messages call it
     * @param base the case that is drawn from
     * @throws CaseFileException if it is not JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static DrawSource parse(String file, String text, Network base) {
        return parse(file, text, base, Path.of(""));
    }

    /**
     * The same of a file that may name others.
     *
     * @param folder where these are, unless they are named from the root
     */
    public static DrawSource parse(String file, String text, Network base, Path folder) {
        DrawFile reading = new DrawFile(base, folder);
        List<DrawSource> sources = new ArrayList<>();
        for (JsonElement json : JsonElement.parseEach(file, text, "a source of draws", reading.faults)) {
            reading.source(json).ifPresent(sources::add);
        }
        if (sources.isEmpty() && reading.faults.isEmpty()) {
            reading.faults.add(new Fault(file, "no source", "nothing is drawn", "name a source of draws"));
        }
        if (!reading.faults.isEmpty()) {
            throw new InvalidNetworkException(file, reading.faults);
        }
        DrawSource source = sources.size() == 1 ? sources.get(0) : reading.made(0, file, () -> new Product(sources));
        List<Fault> unfit = source == null ? reading.faults : source.faults(base);
        if (!unfit.isEmpty()) {
            throw new InvalidNetworkException(file, unfit);
        }
        return source;
    }

    private Optional<DrawSource> source(JsonElement json) {
        int before = faults.size();
        Kind kind = json.choice("kind", Kind.class, null);
        if (faults.size() > before) {
            // Of which kind the other fields would be is not known.
            return Optional.empty();
        }
        DrawSource source = switch (kind) {
            case MONTE_CARLO -> monteCarlo(json);
            case OUTAGES -> outages(json);
            case SWEEP -> sweep(json);
            case TIME_SERIES -> timeSeries(json);
        };
        json.refuseUnknownFields();
        return Optional.ofNullable(source);
    }

    private DrawSource monteCarlo(JsonElement json) {
        int before = faults.size();
        OptionalLong draws = json.has("draws") ? OptionalLong.of(json.integer("draws")) : OptionalLong.empty();
        boolean stratified = json.flag("stratified", false);
        // What is wrong with the draws is told whether or not something is wrong with what varies.
        MonteCarlo all = made(before, json.label(), () -> new MonteCarlo(List.of(), draws, stratified));
        List<Uncertainty> uncertainties = new ArrayList<>();
        List<JsonElement> varying = json.objects("vary");
        for (JsonElement vary : varying) {
            uncertainty(vary).ifPresent(uncertainties::add);
        }
        if (varying.isEmpty() && faults.size() == before) {
            faults.add(
                    new Fault(json.label(), "no vary", "nothing would vary", "name what varies (docs/scenarios.md)"));
        }
        return all == null ? null : new MonteCarlo(uncertainties, draws, stratified);
    }

    private Optional<Uncertainty> uncertainty(JsonElement vary) {
        int before = faults.size();
        Quantity quantity = vary.choice("what", Quantity.class, null);
        List<Integer> elements = elements(vary);
        Optional<Distribution> factor = distribution(vary, "factor");
        Optional<Distribution> sampled = vary.has("sampled") ? distribution(vary, "sampled") : Optional.empty();
        double correlation = vary.number("correlation", 0.0);
        String common = vary.text("common", "");
        vary.refuseUnknownFields();
        if (factor.isEmpty() && !vary.has("factor")) {
            faults.add(new Fault(vary.label(), "no factor", "nothing would vary", "give a distribution"));
        }
        return factor.map(known -> made(
                before,
                vary.label(),
                () -> new Uncertainty(quantity, elements, known, correlation, sampled, common(common))));
    }

    /** A score by its name, with a minus in front where factors fall as it rises. */
    private static Optional<Uncertainty.Common> common(String text) {
        boolean isOpposed = text.startsWith("-");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Uncertainty.Common(isOpposed ? text.substring(1) : text, isOpposed));
    }

    private Optional<Distribution> distribution(JsonElement vary, String field) {
        JsonElement json = vary.object(field);
        if (json == null) {
            return Optional.empty();
        }
        int before = faults.size();
        Shape shape = json.choice("distribution", Shape.class, null);
        if (faults.size() > before) {
            return Optional.empty();
        }
        Distribution made = switch (shape) {
            case NORMAL -> {
                double mean = json.number("mean");
                double deviation = json.number("deviation");
                double cut = json.number("cut", Double.POSITIVE_INFINITY);
                yield made(before, json.label(), () -> new Distribution.Normal(mean, deviation, cut));
            }
            case LOG_NORMAL -> {
                double mean = json.number("mean");
                double deviation = json.number("deviation");
                yield made(before, json.label(), () -> new Distribution.LogNormal(mean, deviation));
            }
            case UNIFORM -> {
                double least = json.number("least");
                double largest = json.number("largest");
                yield made(before, json.label(), () -> new Distribution.Uniform(least, largest));
            }
        };
        json.refuseUnknownFields();
        return Optional.ofNullable(made);
    }

    private DrawSource outages(JsonElement json) {
        if (!json.has("branches") && !json.has("generators")) {
            return Outages.ofBranches(base);
        }
        List<ElementRef> elements = new ArrayList<>();
        if (json.has("branches")) {
            whole(json, "branches").forEach(id -> elements.add(new ElementRef(Branch.KIND, id)));
        }
        if (json.has("generators")) {
            whole(json, "generators").forEach(id -> elements.add(new ElementRef(Generator.KIND, id)));
        }
        return new Outages(elements);
    }

    private DrawSource timeSeries(JsonElement json) {
        int before = faults.size();
        String name = json.text("file");
        if (faults.size() > before) {
            return null;
        }
        try {
            return TimeSeries.read(folder.resolve(name));
        } catch (InvalidNetworkException e) {
            faults.addAll(e.faults());
        } catch (NoSuchFileException missing) {
            faults.add(unreadable(name, "there is no file " + missing.getFile()));
        } catch (IOException | InvalidPathException e) {
            faults.add(unreadable(name, "it cannot be read: " + e.getMessage()));
        }
        return null;
    }

    private static Fault unreadable(String name, String cause) {
        return new Fault("time series", name, cause, "name a CSV file, from the folder of the draws or from the root");
    }

    private DrawSource sweep(JsonElement json) {
        int before = faults.size();
        String parameter = json.text("parameter");
        Quantity quantity = json.choice("what", Quantity.class, null);
        List<Integer> elements = elements(json);
        List<Double> values = new ArrayList<>();
        for (double value : json.numbers("values")) {
            values.add(value);
        }
        return made(before, json.label(), () -> new Sweep(parameter, quantity, elements, values));
    }

    private List<Integer> elements(JsonElement json) {
        return json.has("elements") ? whole(json, "elements") : List.of();
    }

    private List<Integer> whole(JsonElement json, String field) {
        List<Integer> numbers = new ArrayList<>();
        for (double number : json.numbers(field)) {
            if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                json.refuse(field, number + " is no number of an element", "give whole numbers");
            }
            numbers.add((int) number);
        }
        return numbers;
    }

    /**
     * What a constructor makes; null, and a fault, if it refuses.
     *
     * @param before how many faults there were before its parts were read
     */
    private <T> T made(int before, String where, Supplier<T> constructor) {
        if (faults.size() > before) {
            // What would be made of stand-ins is not told: the faults behind them are.
            return null;
        }
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(where, "as given", e.getMessage(), "see docs/scenarios.md"));
            return null;
        }
    }

    /** What files call a source. */
    private enum Kind {
        MONTE_CARLO,
        OUTAGES,
        SWEEP,
        TIME_SERIES
    }

    /** What files call a distribution. */
    private enum Shape {
        NORMAL,
        LOG_NORMAL,
        UNIFORM
    }
}
