package org.flexopf.examples.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The kinds of limits that {@code --soft} makes soft, at the usual penalties.
 *
 * @param limits the kinds; none where the option is not given
 */
record SoftKinds(Set<SoftLimit> limits) {

    /** What may be given instead of kinds: all of them. */
    static final String ALL = "all";

    private static final Map<String, List<SoftLimit>> BY_NAME = byName();

    private static Map<String, List<SoftLimit>> byName() {
        Map<String, List<SoftLimit>> kinds = new LinkedHashMap<>();
        kinds.put(ALL, List.of(SoftLimit.values()));
        kinds.put("voltage", List.of(SoftLimit.LOWER_VOLTAGE, SoftLimit.UPPER_VOLTAGE));
        kinds.put("lower-voltage", List.of(SoftLimit.LOWER_VOLTAGE));
        kinds.put("upper-voltage", List.of(SoftLimit.UPPER_VOLTAGE));
        kinds.put("rating", List.of(SoftLimit.RATING));
        kinds.put("current", List.of(SoftLimit.CURRENT));
        kinds.put("interface", List.of(SoftLimit.LOWER_INTERFACE, SoftLimit.UPPER_INTERFACE));
        kinds.put("generation", List.of(SoftLimit.GENERATION));
        kinds.put("demand", List.of(SoftLimit.DEMAND));
        return kinds;
    }

    /** The kinds of an option that may be missing. */
    static SoftLimits penalised(SoftKinds given) {
        SoftLimits limits = SoftLimits.none();
        if (given != null) {
            for (SoftLimit limit : given.limits()) {
                limits = limits.with(limit, SoftLimits.usual().usualPenalty(limit));
            }
        }
        return limits;
    }

    private static boolean isKind(String name) {
        return BY_NAME.containsKey(name.strip());
    }

    /** Reads them off the command line. */
    static final class Converter implements CommandLine.ITypeConverter<SoftKinds> {

        @Override
        public SoftKinds convert(String written) {
            List<String> names =
                    Arrays.stream(written.split(",", -1)).map(String::strip).toList();
            List<String> unknown = names.stream().filter(name -> !isKind(name)).toList();
            if (!unknown.isEmpty()) {
                throw new CommandLine.TypeConversionException("there are no soft limits of the kind '"
                        + String.join("' and '", unknown) + "'; choose among " + String.join(", ", BY_NAME.keySet()));
            }
            Set<SoftLimit> limits = new LinkedHashSet<>();
            names.forEach(name -> limits.addAll(BY_NAME.get(name)));
            return new SoftKinds(limits);
        }
    }

    /**
     * Takes the word after {@code --soft} for kinds only where it is meant for that: behind an equals sign, in a list,
     * or by a name that a kind has. A case may follow the option too.
     */
    static final class Preprocessor implements CommandLine.IParameterPreprocessor {

        @Override
        @SuppressWarnings("JdkObsolete") // The library asks for a Stack.
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            boolean isAttached = "=".equals(info.get("separator"));
            boolean isMeant = !args.isEmpty() && (args.peek().contains(",") || isKind(args.peek()));
            if (!isAttached && !isMeant) {
                args.push(ALL);
            }
            return false;
        }
    }
}
