package org.flexopf.examples.cli;

import java.util.List;
import java.util.function.BiFunction;
import org.flexopf.coordination.reserve.ReserveStudy;
import picocli.CommandLine.Option;

/** A study of {@code opf reserve} in place of a file: {@code --study}, and what is other than usual in it. */
final class ReserveStudyOptions {

    @Option(
            names = "--study",
            paramLabel = "SEED",
            required = true,
            description =
                    "Instead of a file: a study over days, seasons and prices, on a feeder of some 180 buses with "
                            + "ten fleets of 100 vehicles, all made from a seed.")
    private long seed;

    @Option(names = "--days", paramLabel = "NUMBER", description = "How many days a study has (default: 7).")
    private Integer days;

    @Option(names = "--buses", paramLabel = "NUMBER", description = "How many buses its feeder has (default: 180).")
    private Integer buses;

    @Option(names = "--fleets", paramLabel = "NUMBER", description = "How many aggregators bid in it (default: 10).")
    private Integer fleets;

    @Option(
            names = "--vehicles",
            paramLabel = "NUMBER",
            description = "How many vehicles each of them has (default: 100).")
    private Integer vehicles;

    @Option(
            names = "--brp-prices",
            paramLabel = "PRICES",
            split = ",",
            description = "What deviations cost aggregators, currency per MWh, one study each (default: 10,30,50).")
    private List<Double> brpPrices;

    @Option(
            names = "--bids-up",
            paramLabel = "PRICES",
            split = ",",
            description = "At which prices aggregators bid upwards, in their order, currency per MWh.")
    private List<Double> bidsUp;

    @Option(
            names = "--bids-down",
            paramLabel = "PRICES",
            split = ",",
            description = "The same downwards: what the aggregator pays; below zero, the TSO pays it.")
    private List<Double> bidsDown;

    /** The study that is asked for. */
    ReserveStudy study() {
        ReserveStudy study = ReserveStudy.of(seed);
        study = changed(study, days, ReserveStudy::withDays);
        study = changed(study, buses, ReserveStudy::withBuses);
        study = changed(study, fleets, ReserveStudy::withFleets);
        study = changed(study, vehicles, ReserveStudy::withVehicles);
        study = changed(study, brpPrices, ReserveStudy::withBrpPrices);
        study = changed(study, bidsUp, (of, up) -> of.withBidTable(of.bidTable().withUp(up)));
        return changed(
                study, bidsDown, (of, down) -> of.withBidTable(of.bidTable().withDown(down)));
    }

    private static <T> ReserveStudy changed(ReserveStudy study, T given, BiFunction<ReserveStudy, T, ReserveStudy> by) {
        return given == null ? study : by.apply(study, given);
    }
}
