package org.flexopf.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A second reading of the rules, as simple as it can be: lists that are sorted every time, full passes after every
 * command, and networks that work everything out from all trades so far. Nothing is shared with the market but the
 * commands. What happens is told in lines.
 */
final class NaiveMarket {

    private static final BigDecimal LIMIT = BigDecimal.valueOf(Long.MAX_VALUE);

    /** How much of a trade a network takes, given all trades so far. */
    interface Limits {

        /** Quantity, then the name of what limits it; no name if nothing does. */
        record Word(long quantity, String element) {}

        Word ask(List<Deal> deals, Deal candidate, long lot);
    }

    /** A trade as a network sees it. */
    record Deal(int busUp, int busDown, long quantity, String call, int callBus, boolean callUp) {}

    private static final class Item {
        private String id;
        private String owner;
        private int bus;
        private boolean up;
        private long total;
        private long traded;
        private long price;
        private int period;
        private String restriction;
        private long minimum;
        private long expiry;
        private boolean conditional;
        private Set<Integer> zone;
        private long priority;

        private long open() {
            return total - traded;
        }
    }

    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String reason) {
            super(reason);
        }
    }

    private final MarketSettings settings;
    private final Set<Integer> buses;
    private final boolean conditionalAllowed;
    private final Limits limits;
    private final List<Item> book = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private final Set<Integer> closed = new HashSet<>();
    private final Map<Integer, List<Deal>> deals = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();
    private long clock = Long.MIN_VALUE;
    private long sequence;

    NaiveMarket(MarketSettings settings, Set<Integer> buses, boolean conditionalAllowed, Limits limits) {
        this.settings = settings;
        this.buses = buses;
        this.conditionalAllowed = conditionalAllowed;
        this.limits = limits;
        for (int period = 0; period < settings.periods().size(); period++) {
            deals.put(period, new ArrayList<>());
        }
    }

    List<String> apply(Command command) {
        sequence++;
        told.clear();
        try {
            carryOut(command);
        } catch (Fault fault) {
            told.add("refused " + fault.getMessage());
        }
        return List.copyOf(told);
    }

    /** Open orders by period, direction and rank. */
    List<String> books() {
        List<String> lines = new ArrayList<>();
        for (int period = 0; period < settings.periods().size(); period++) {
            for (boolean up : new boolean[] {true, false}) {
                for (Item item : side(period, up)) {
                    lines.add(settings.periods().get(period) + " " + up + " " + item.id + " " + item.open());
                }
            }
        }
        return lines;
    }

    private static void require(boolean holds, String reason) throws Fault {
        if (!holds) {
            throw new Fault(reason);
        }
    }

    private static Long whole(String text, int decimals) {
        try {
            BigDecimal value = new BigDecimal(text).movePointRight(decimals);
            return value.abs().compareTo(LIMIT) > 0 ? null : (Long) value.longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private void carryOut(Command c) throws Fault {
        Long time = whole(c.time(), 0);
        require(time != null, "BAD_TIME");
        require(time >= clock, "TIME_BACKWARDS");
        require(Set.of("SUBMIT", "CANCEL", "AMEND", "CLOSE").contains(c.kind()), "BAD_KIND");
        if (c.kind().equals("SUBMIT")) {
            Item item = submission(c, time);
            expire(time);
            used.add(item.id);
            arrive(item);
        } else if (c.kind().equals("CLOSE")) {
            int period = settings.periods().indexOf(c.period());
            require(period >= 0, "UNKNOWN_PERIOD");
            require(!closed.contains(period), "GATE_CLOSED");
            expire(time);
            closed.add(period);
            for (boolean up : new boolean[] {true, false}) {
                side(period, up).forEach(item -> remove(item, "GATE_CLOSED"));
            }
        } else {
            Item item = book.stream()
                    .filter(one -> one.id.equals(c.id()))
                    .findFirst()
                    .orElse(null);
            require(item != null && item.expiry > time, "UNKNOWN_ORDER");
            require(item.owner.equals(c.owner()), "NOT_OWNER");
            if (c.kind().equals("CANCEL")) {
                expire(time);
                remove(item, "CANCELLED");
            } else {
                amend(item, c, time);
            }
        }
        settle();
    }

    private Item submission(Command c, long now) throws Fault {
        Item item = new Item();
        require(!c.id().isEmpty(), "BAD_ID");
        require(!used.contains(c.id()), "DUPLICATE_ID");
        require(!c.owner().isEmpty(), "BAD_OWNER");
        item.period = settings.periods().indexOf(c.period());
        require(item.period >= 0, "UNKNOWN_PERIOD");
        require(!closed.contains(item.period), "GATE_CLOSED");
        Long bus = whole(c.bus(), 0);
        require(bus != null && bus == bus.intValue() && buses.contains(bus.intValue()), "UNKNOWN_BUS");
        require(c.direction().equals("UP") || c.direction().equals("DOWN"), "BAD_DIRECTION");
        item.id = c.id();
        item.owner = c.owner();
        item.bus = bus.intValue();
        item.up = c.direction().equals("UP");
        item.total = quantity(c.quantity());
        item.price = price(c.price(), item.up, item.owner);
        require(Set.of("", "IOC", "FOK", "AON").contains(c.restriction()), "BAD_RESTRICTION");
        item.restriction = c.restriction();
        item.minimum = c.minimum().isEmpty() ? settings.lot() : minimum(c.minimum(), item.total);
        item.expiry = c.expiry().isEmpty() ? Long.MAX_VALUE : expiry(c.expiry(), now);
        item.conditional = c.conditional().equals("true");
        require(
                c.conditional().isEmpty()
                        || c.conditional().equals("false")
                        || (item.conditional && settings.isOperator(item.owner) && conditionalAllowed),
                "BAD_CONDITIONAL");
        if (!c.zone().isEmpty()) {
            require(settings.isOperator(item.owner), "BAD_ZONE");
            item.zone = new HashSet<>();
            for (String number : c.zone().trim().split("\\s+", -1)) {
                Long member = whole(number, 0);
                require(member != null && buses.contains(member.intValue()), "BAD_ZONE");
                item.zone.add(member.intValue());
            }
        }
        item.priority = sequence;
        return item;
    }

    private long quantity(String text) throws Fault {
        Long watts = whole(text, 6);
        require(watts != null && watts > 0 && watts % settings.lot() == 0, "BAD_QUANTITY");
        return watts;
    }

    private long minimum(String text, long quantity) throws Fault {
        Long watts = whole(text, 6);
        require(watts != null && watts > 0 && watts <= quantity && watts % settings.lot() == 0, "BAD_MINIMUM");
        return watts;
    }

    private long price(String text, boolean up, String owner) throws Fault {
        if (text.equals("extreme") && settings.isOperator(owner)) {
            return up ? settings.highestPrice() : settings.lowestPrice();
        }
        Long price = whole(text, 4);
        require(price != null && price >= settings.lowestPrice() && price <= settings.highestPrice(), "BAD_PRICE");
        return price;
    }

    private static long expiry(String text, long now) throws Fault {
        Long expiry = whole(text, 0);
        require(expiry != null && expiry > now, "BAD_EXPIRY");
        return expiry;
    }

    private void amend(Item item, Command c, long now) throws Fault {
        long total = c.quantity().isEmpty() ? item.total : quantity(c.quantity());
        require(total >= item.traded, "BELOW_TRADED");
        long price = c.price().isEmpty() ? item.price : price(c.price(), item.up, item.owner);
        long minimum = c.minimum().isEmpty() ? Math.min(item.minimum, total) : minimum(c.minimum(), total);
        long expiry = c.expiry().isEmpty() ? item.expiry : expiry(c.expiry(), now);
        expire(now);
        if (total == item.traded) {
            remove(item, "CANCELLED");
            return;
        }
        boolean keeps = price == item.price && total <= item.total;
        item.total = total;
        item.price = price;
        item.minimum = minimum;
        item.expiry = expiry;
        if (!keeps) {
            book.remove(item);
            item.priority = sequence;
            arrive(item);
        }
    }

    private void expire(long now) {
        clock = now;
        book.stream()
                .filter(item -> item.expiry <= now)
                .sorted(Comparator.<Item>comparingLong(item -> item.expiry).thenComparingLong(item -> item.priority))
                .toList()
                .forEach(item -> remove(item, "EXPIRED"));
    }

    private void remove(Item item, String reason) {
        book.remove(item);
        told.add("removed " + item.id + " " + item.open() + " " + reason);
    }

    private List<Item> side(int period, boolean up) {
        Comparator<Item> byPrice = Comparator.comparingLong(item -> item.price);
        return book.stream()
                .filter(item -> item.period == period && item.up == up)
                .sorted((up ? byPrice.reversed() : byPrice).thenComparingLong(item -> item.priority))
                .toList();
    }

    private void arrive(Item item) {
        long attained = match(item, true);
        if (item.open() == 0) {
            return;
        }
        if (item.restriction.equals("IOC")) {
            remove(item, "IOC");
        } else if (item.restriction.equals("FOK")) {
            remove(item, "FOK attainable " + attained);
        } else {
            book.add(item);
        }
    }

    private record Step(Item resting, long quantity) {}

    private long match(Item a, boolean notes) {
        boolean trial = a.restriction.equals("FOK") || a.restriction.equals("AON");
        List<Deal> state = new ArrayList<>(deals.get(a.period));
        List<Step> steps = new ArrayList<>();
        long rest = a.open();
        for (Item r : side(a.period, !a.up)) {
            boolean crosses = a.up ? a.price >= r.price : r.price >= a.price;
            if (rest == 0 || !crosses) {
                break;
            }
            boolean zones = (a.zone == null || a.zone.contains(r.bus)) && (r.zone == null || r.zone.contains(a.bus));
            if (a.owner.equals(r.owner) || (a.conditional && r.conditional) || !zones) {
                continue;
            }
            long asked = Math.min(rest, r.open());
            long atRest = r.restriction.equals("AON") ? r.open() : Math.min(r.minimum, r.open());
            long least = Math.max(settings.lot(), Math.max(Math.min(a.minimum, rest), atRest));
            if (asked < least) {
                continue;
            }
            Limits.Word word = limits.ask(state, deal(a, r, asked), settings.lot());
            if (word.quantity() < asked && notes) {
                told.add("rejected " + a.id + " " + r.id + " " + asked + " " + word.quantity() + " " + word.element());
            }
            if (word.quantity() >= least) {
                state.add(deal(a, r, word.quantity()));
                steps.add(new Step(r, word.quantity()));
                rest -= word.quantity();
            }
        }
        long attained = a.open() - rest;
        if (trial && rest > 0) {
            return attained;
        }
        deals.put(a.period, state);
        for (Step step : steps) {
            Item up = a.up ? a : step.resting();
            Item down = a.up ? step.resting() : a;
            told.add("traded " + up.id + " " + down.id + " " + step.quantity() + " " + up.price + " " + down.price);
            a.traded += step.quantity();
            step.resting().traded += step.quantity();
            if (step.resting().open() == 0) {
                book.remove(step.resting());
            }
        }
        return attained;
    }

    private static Deal deal(Item a, Item r, long quantity) {
        Item up = a.up ? a : r;
        Item down = a.up ? r : a;
        Item call = a.conditional ? a : r.conditional ? r : null;
        return new Deal(
                up.bus,
                down.bus,
                quantity,
                call == null ? "" : call.id,
                call == null ? 0 : call.bus,
                call != null && call.up);
    }

    private void settle() {
        for (int period = 0; period < settings.periods().size(); period++) {
            while (pass(period)) {
                // Until a whole pass trades nothing.
            }
        }
    }

    private boolean pass(int period) {
        for (boolean up : new boolean[] {true, false}) {
            for (Item item : side(period, up)) {
                book.remove(item);
                long before = item.open();
                match(item, false);
                if (item.open() > 0) {
                    book.add(item);
                }
                if (item.open() < before) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The buses of a range of numbers. */
    static Set<Integer> busesUpTo(int last) {
        Set<Integer> buses = new TreeSet<>();
        for (int bus = 1; bus <= last; bus++) {
            buses.add(bus);
        }
        return buses;
    }
}
