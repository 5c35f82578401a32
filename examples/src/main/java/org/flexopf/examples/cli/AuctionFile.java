package org.flexopf.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionObjective;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.AuctionParameters;
import org.flexopf.exchange.auction.AuctionPeriod;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.Network;

/**
 * An auction from a JSON file (docs/market.md): {@code objective}, {@code parameters}, {@code offers}, and where they
 * are needed {@code periods}, {@code links} and {@code time}. Other fields of the file say what it is about, and are
 * not looked at; within these they are faults. Every fault found is told.
 */
final class AuctionFile {

    private static final Set<String> PARAMETERS = Set.of("voll", "spill", "redispatch", "energy", "tie");
    private static final Set<String> PERIODS = Set.of("name", "hours", "demandTimes", "generationTimes", "buses");
    private static final Set<String> POWERS = Set.of("demandMw", "demandMvar", "generationMw", "generationMvar");

    private final InputFile file;
    private final Network network;

    private AuctionFile(InputFile file, Network network) {
        this.file = file;
        this.network = network;
    }

    /** @throws BadInputException if the file cannot be read, or is no auction on the network */
    static Auction read(String name, Network network) {
        InputFile file = new InputFile(name, "the auction", "JSON", "docs/market.md");
        JsonNode root = file.json();
        if (!root.isObject()) {
            throw new BadInputException(name + " holds no auction; give {\"objective\": ..., \"parameters\": "
                    + "{...}, \"offers\": [...]}, see docs/market.md");
        }
        Auction auction = new AuctionFile(file, network).auction(new JsonFields(file, root, "the auction"));
        file.requireNoFaults();
        return auction;
    }

    /** The auction; of no meaning if there are faults. */
    private Auction auction(JsonFields root) {
        AuctionObjective objective = root.choice(
                "objective",
                Arrays.stream(AuctionObjective.values())
                        .collect(Collectors.toMap(AuctionObjective::label, Function.identity())));
        AuctionParameters parameters = parameters(root.get("parameters"), objective);
        List<AuctionPeriod> periods = periods(root);
        OptionalLong time = root.has("time")
                ? OptionalLong.of(root.whole("time", Long.MAX_VALUE, "it is whole milliseconds"))
                : OptionalLong.empty();
        List<AuctionOffer> offers = new AuctionOffersReader(file, periods.size()).read(root);
        if (objective == null || parameters == null) {
            return null;
        }
        try {
            return new Auction(network, objective, parameters, periods, offers, time);
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> file.fault(fault.toString()));
            return null;
        }
    }

    private AuctionParameters parameters(JsonNode node, AuctionObjective objective) {
        if (!node.isObject()) {
            file.fault("the auction: parameters is " + JsonFields.shown(node)
                    + "; give {\"voll\": ..., \"spill\": ..., \"redispatch\": ..., \"energy\": ..., \"tie\": ...}");
            return null;
        }
        int before = file.faultCount();
        JsonFields fields = new JsonFields(file, node, "parameters");
        fields.refuseOthersThan(PARAMETERS);
        // Only the activation objective has redispatch and tie.
        boolean isWelfare = objective == AuctionObjective.WELFARE;
        double voll = fields.number("voll");
        double spill = fields.number("spill");
        double redispatch = isWelfare ? fields.number("redispatch", 0.0) : fields.number("redispatch");
        double energy = fields.number("energy");
        double tie = isWelfare ? fields.number("tie", 0.0) : fields.number("tie");
        return file.faultCount() > before ? null : new AuctionParameters(voll, spill, redispatch, energy, tie);
    }

    private List<AuctionPeriod> periods(JsonFields root) {
        if (!root.has("periods")) {
            return List.of(AuctionPeriod.scheduled(network));
        }
        List<AuctionPeriod> periods = new ArrayList<>();
        JsonNode listed = root.get("periods");
        if (!listed.isArray()) {
            root.fault("periods is " + listed + "; give an array of periods, or leave it out for one hour");
        }
        for (int k = 0; k < listed.size(); k++) {
            periods.add(period(new JsonFields(file, listed.get(k), "period " + (k + 1)), k + 1));
        }
        return periods;
    }

    /** The schedule of the network's file, times factors, with other powers where buses have their own. */
    private AuctionPeriod period(JsonFields period, int number) {
        period.refuseOthersThan(PERIODS);
        String name = period.has("name") ? period.words("name") : Integer.toString(number);
        double hours = period.number("hours", 1.0);
        double demand = period.number("demandTimes", 1.0);
        double generation = period.number("generationTimes", 1.0);
        BusInjections scheduled = BusInjections.scheduled(network);
        BusInjections schedule = BusInjections.zero(scheduled.size());
        Map<Integer, JsonFields> own = ownPowers(period);
        for (int i = 0; i < scheduled.size(); i++) {
            JsonFields powers = own.get(i);
            double demandMw = demand * scheduled.demandMw(i);
            double demandMvar = demand * scheduled.demandMvar(i);
            double generationMw = generation * scheduled.generationMw(i);
            double generationMvar = generation * scheduled.generationMvar(i);
            if (powers != null) {
                demandMw = notNegative(powers, "demandMw", demandMw);
                demandMvar = powers.number("demandMvar", demandMvar);
                generationMw = notNegative(powers, "generationMw", generationMw);
                generationMvar = powers.number("generationMvar", generationMvar);
            }
            schedule.addDemand(i, demandMw, demandMvar);
            schedule.addGeneration(i, generationMw, generationMvar);
        }
        return new AuctionPeriod(name, hours, schedule);
    }

    private static double notNegative(JsonFields powers, String field, double otherwise) {
        double value = powers.number(field, otherwise);
        if (powers.has(field) && value < 0.0) {
            powers.fault(field + " is " + value + "; give what is below zero as its opposite");
        }
        return value;
    }

    private Map<Integer, JsonFields> ownPowers(JsonFields period) {
        Map<Integer, JsonFields> own = new HashMap<>();
        if (period.has("buses") && !period.get("buses").isObject()) {
            period.fault("buses is " + period.get("buses") + "; give an object of powers by bus");
        }
        period.get("buses").properties().forEach(entry -> {
            JsonFields powers = new JsonFields(file, entry.getValue(), period.where() + ", bus " + entry.getKey());
            powers.refuseOthersThan(POWERS);
            int bus = file.whole(period.where(), "a bus", entry.getKey());
            ScheduledNetwork.bus(network, bus)
                    .ifPresentOrElse(
                            known -> own.put(network.busIndex(known.id()), powers),
                            () -> powers.fault(network.name() + " has no such bus"));
        });
        return own;
    }
}
