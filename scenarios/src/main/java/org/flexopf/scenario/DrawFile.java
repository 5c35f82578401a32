package org.flexopf.scenario;

import java.io.IOException;
import java.nio.file.InvalidPathException;
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
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;

/** Where draws come from, in a JSON file (docs/scenarios.md). */
public final class DrawFile {

    /** The draws that have a name: {@link MonteCarlo#loads}. */
    public static final String LOADS = "loads";

    private final List<Fault> faults = new ArrayList<>();
    private final Network base;

    private final Path folder;

    private DrawFile(Network base, Path folder) {
        this.base = base;
        this.folder = folder;
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
        DrawSource source = sources.size() == 1 ? sources.get(0) : reading.made(file, () -> new Product(sources));
        List<Fault> unfit = source == null ? reading.faults : source.faults(base);
        if (!unfit.isEmpty()) {
            throw new InvalidNetworkException(file, unfit);
        }
        return source;
    }

    private Optional<DrawSource> source(JsonElement json) {
        DrawSource source = switch (json.choice("kind", Kind.class, null)) {
            case MONTE_CARLO -> monteCarlo(json);
            case OUTAGES -> outages(json);
            case SWEEP -> sweep(json);
            case TIME_SERIES -> timeSeries(json);
        };
        json.refuseUnknownFields();
        return Optional.ofNullable(source);
    }

    private DrawSource monteCarlo(JsonElement json) {
        List<Uncertainty> uncertainties = new ArrayList<>();
        for (JsonElement vary : json.objects("vary")) {
            Quantity quantity = vary.choice("what", Quantity.class, null);
            List<Integer> elements = elements(vary);
            Optional<Distribution> factor = distribution(vary, "factor");
            Optional<Distribution> sampled = vary.has("sampled") ? distribution(vary, "sampled") : Optional.empty();
            double correlation = vary.number("correlation", 0.0);
            vary.refuseUnknownFields();
            if (factor.isEmpty() && !vary.has("factor")) {
                faults.add(new Fault(vary.label(), "no factor", "nothing would vary", "give a distribution"));
            }
            factor.map(known ->
                            made(vary.label(), () -> new Uncertainty(quantity, elements, known, correlation, sampled)))
                    .ifPresent(uncertainties::add);
        }
        OptionalLong draws = json.has("draws") ? OptionalLong.of(json.integer("draws")) : OptionalLong.empty();
        boolean stratified = json.flag("stratified", false);
        return made(json.label(), () -> new MonteCarlo(uncertainties, draws, stratified));
    }

    private Optional<Distribution> distribution(JsonElement vary, String field) {
        JsonElement json = vary.object(field);
        if (json == null) {
            return Optional.empty();
        }
        Distribution made = switch (json.choice("distribution", Shape.class, null)) {
            case NORMAL -> {
                double mean = json.number("mean");
                double deviation = json.number("deviation");
                double cut = json.number("cut", Double.POSITIVE_INFINITY);
                yield made(json.label(), () -> new Distribution.Normal(mean, deviation, cut));
            }
            case LOG_NORMAL -> {
                double mean = json.number("mean");
                double deviation = json.number("deviation");
                yield made(json.label(), () -> new Distribution.LogNormal(mean, deviation));
            }
            case UNIFORM -> {
                double least = json.number("least");
                double largest = json.number("largest");
                yield made(json.label(), () -> new Distribution.Uniform(least, largest));
            }
        };
        json.refuseUnknownFields();
        return Optional.ofNullable(made);
    }

    private DrawSource outages(JsonElement json) {
        if (!json.has("branches")) {
            return Outages.ofBranches(base);
        }
        return new Outages(whole(json, "branches").stream()
                .map(id -> new ElementRef(Branch.KIND, id))
                .toList());
    }

    private DrawSource timeSeries(JsonElement json) {
        String name = json.text("file");
        if (!faults.isEmpty()) {
            return null;
        }
        try {
            return TimeSeries.read(folder.resolve(name));
        } catch (InvalidNetworkException e) {
            faults.addAll(e.faults());
        } catch (IOException | InvalidPathException e) {
            faults.add(new Fault(
                    json.label(),
                    "file " + name,
                    "it cannot be read: " + e.getMessage(),
                    "name a CSV file beside this one"));
        }
        return null;
    }

    private DrawSource sweep(JsonElement json) {
        String parameter = json.text("parameter");
        Quantity quantity = json.choice("what", Quantity.class, null);
        List<Integer> elements = elements(json);
        List<Double> values = new ArrayList<>();
        for (double value : json.numbers("values")) {
            values.add(value);
        }
        return made(json.label(), () -> new Sweep(parameter, quantity, elements, values));
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

    /** What a constructor makes; null, and a fault, if it refuses. */
    private <T> T made(String where, Supplier<T> constructor) {
        if (!faults.isEmpty()) {
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
