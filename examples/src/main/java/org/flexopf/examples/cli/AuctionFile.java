package org.flexopf.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionObjective;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.AuctionParameters;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.network.Network;

/**
 * An auction from a JSON file (docs/market.md): {@code objective}, {@code parameters} and {@code offers}. Other fields
 * of the file say what it is about, and are not looked at; within parameters and offers they are faults. Every fault
 * found is told.
 */
final class AuctionFile {

    private static final Set<String> PARAMETERS = Set.of("voll", "spill", "redispatch", "energy", "tie");
    private static final Set<String> FIELDS =
            Set.of("id", "owner", "bus", "direction", "kind", "quantity", "price", "minimum");

    private final InputFile file;

    private AuctionFile(InputFile file) {
        this.file = file;
    }

    /** @throws BadInputException if the file cannot be read, or is no auction on the network */
    static Auction read(String name, Network network) {
        InputFile file = new InputFile(name, "the auction", "JSON", "docs/market.md");
        JsonNode root = file.json();
        if (!root.isObject()) {
            throw new BadInputException(name + " holds no auction; give {\"objective\": ..., \"parameters\": "
                    + "{...}, \"offers\": [...]}, see docs/market.md");
        }
        Auction auction = new AuctionFile(file).auction(root, network);
        file.requireNoFaults();
        return auction;
    }

    /** The auction; of no meaning if there are faults. */
    private Auction auction(JsonNode root, Network network) {
        AuctionObjective objective = choice(
                root,
                "the auction",
                "objective",
                Arrays.stream(AuctionObjective.values())
                        .collect(Collectors.toMap(AuctionObjective::label, Function.identity())),
                null);
        AuctionParameters parameters = parameters(root.path("parameters"), objective);
        List<AuctionOffer> offers = new ArrayList<>();
        JsonNode listed = root.path("offers");
        if (!listed.isArray()) {
            file.fault("the auction: offers is " + shown(listed) + "; give an array of offers, which may be empty");
        }
        for (int k = 0; k < listed.size(); k++) {
            offer(listed.get(k), "offer " + (k + 1), offers);
        }
        if (objective == null || parameters == null) {
            return null;
        }
        try {
            return new Auction(network, objective, parameters, offers);
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> file.fault(fault.toString()));
            return null;
        }
    }

    private AuctionParameters parameters(JsonNode node, AuctionObjective objective) {
        if (!node.isObject()) {
            file.fault("the auction: parameters is " + shown(node)
                    + "; give {\"voll\": ..., \"spill\": ..., \"redispatch\": ..., \"energy\": ..., \"tie\": ...}");
            return null;
        }
        int before = file.faultCount();
        checkFields(node, "parameters", PARAMETERS);
        // Only the activation objective has redispatch and tie.
        Double unused = objective == AuctionObjective.WELFARE ? 0.0 : null;
        double voll = number(node, "parameters", "voll", null);
        double spill = number(node, "parameters", "spill", null);
        double redispatch = number(node, "parameters", "redispatch", unused);
        double energy = number(node, "parameters", "energy", null);
        double tie = number(node, "parameters", "tie", unused);
        return file.faultCount() > before ? null : new AuctionParameters(voll, spill, redispatch, energy, tie);
    }

    private void offer(JsonNode node, String where, List<AuctionOffer> offers) {
        if (!node.isObject()) {
            file.fault(where + ": " + shown(node) + " is no object with the fields of an offer");
            return;
        }
        int before = file.faultCount();
        checkFields(node, where, FIELDS);
        String id = words(node, where, "id");
        String owner = words(node, where, "owner");
        double bus = number(node, where, "bus", null);
        if (bus != Math.rint(bus) || Math.abs(bus) > Integer.MAX_VALUE) {
            file.fault(where + ": bus is " + node.get("bus") + ", but buses have whole numbers; give that of a bus");
        }
        Direction direction = choice(node, where, "direction", named(Direction.values()), null);
        AuctionOffer.Kind kind = choice(node, where, "kind", named(AuctionOffer.Kind.values()), AuctionOffer.Kind.P);
        double quantity = number(node, where, "quantity", null);
        double price = number(node, where, "price", null);
        double minimum = number(node, where, "minimum", 0.0);
        if (file.faultCount() == before) {
            offers.add(new AuctionOffer(id, owner, (int) bus, direction, kind, quantity, price, minimum));
        }
    }

    private static <E extends Enum<E>> Map<String, E> named(E[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(Enum::name, Function.identity()));
    }

    private void checkFields(JsonNode node, String where, Set<String> known) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                file.fault(where + ": there is no field '" + field + "'; the fields are "
                        + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    private String words(JsonNode node, String where, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            file.fault(where + ": " + field + " is " + shown(value) + "; give a text there");
        }
        return value.asText();
    }

    private double number(JsonNode node, String where, String field, Double otherwise) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() && otherwise != null) {
            return otherwise;
        }
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            file.fault(where + ": " + field + " is " + shown(value) + "; give a finite number there");
            return 0.0;
        }
        return value.asDouble();
    }

    private <T> T choice(JsonNode node, String where, String field, Map<String, T> choices, T otherwise) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() && otherwise != null) {
            return otherwise;
        }
        T chosen = value.isTextual() ? choices.get(value.asText()) : null;
        if (chosen == null) {
            file.fault(where + ": " + field + " is " + shown(value) + "; choose one of "
                    + String.join(", ", new TreeSet<>(choices.keySet())));
        }
        return chosen;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : value.toString();
    }
}
