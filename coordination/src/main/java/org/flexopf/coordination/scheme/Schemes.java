package org.flexopf.coordination.scheme;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schemes by name. */
public final class Schemes {

    private static final List<CoordinationScheme> ALL = Stream.concat(
                    Stream.of(
                            new CommonCentralised(),
                            new LimitsIgnored(),
                            new Prequalification("prequalification-proportional", Prequalification.Rule.PROPORTIONAL),
                            new Prequalification("prequalification-volume", Prequalification.Rule.VOLUME),
                            new Blocking("blocking", Blocking.Variant.PROPORTIONAL),
                            new Blocking("blocking-least", Blocking.Variant.LEAST),
                            new Blocking("blocking-whole", Blocking.Variant.WHOLE),
                            new LocalAs("localAs", "local markets first, then one market with curves of what is left"),
                            new LocalAsSampled(),
                            new SharedBalancing(),
                            new Admm(),
                            new DualDecomposition(),
                            new CuttingPlanes(),
                            Fragmented.atDayAheadPrice(),
                            Fragmented.atBestPrices(),
                            new IntegratedMarket()),
                    BidForwarding.all().stream())
            .toList();

    private Schemes() {}

    /** All schemes, the first best first. */
    public static List<CoordinationScheme> all() {
        return ALL;
    }

    /**
     * The scheme of a name; {@code localAs-sampled11} is that of sampled curves with eleven points.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names there are
     */
    public static CoordinationScheme named(String name) {
        return ALL.stream()
                .filter(scheme -> scheme.name().equals(name))
                .findFirst()
                .or(() -> LocalAsSampled.named(name))
                .orElseThrow(() -> new IllegalArgumentException("there is no scheme '" + name + "'; choose one of "
                        + ALL.stream().map(CoordinationScheme::name).collect(Collectors.joining(", "))));
    }
}
