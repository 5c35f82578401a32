package org.flexopf.exchange;

import java.util.OptionalLong;
import java.util.Set;
import org.flexopf.exchange.check.NetworkCheck;

/**
 * Reads commands and refuses what is wrong with them, in the order of the rules: the first fault found is thrown. What
 * comes out has no fault left.
 */
final class Admission {

    private static final String TRUE = "true";
    private static final String FALSE = "false";

    /** A refusal on its way to whoever asked; it carries no stack trace, as it is an answer and no error. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        final Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }
    }

    private final MarketSettings settings;
    private final BusNumbers buses;
    private final boolean takesConditional;

    Admission(MarketSettings settings, BusNumbers buses, NetworkCheck check) {
        this.settings = settings;
        this.buses = buses;
        takesConditional = check.takesConditionalRequests();
    }

    /** The time of a command, ms. */
    long time(Command command, long clock) throws Refused {
        OptionalLong time = Quantities.parse(command.time(), 0);
        require(time.isPresent(), Refusal.BAD_TIME);
        require(time.getAsLong() >= clock, Refusal.TIME_BACKWARDS);
        return time.getAsLong();
    }

    /** A new order. */
    Submission submission(Command command, long now, MarketState state) throws Refused {
        require(!command.id().isEmpty(), Refusal.BAD_ID);
        require(!state.isUsed(command.id()), Refusal.DUPLICATE_ID);
        String owner = command.owner();
        require(!owner.isEmpty(), Refusal.BAD_OWNER);
        int period = period(command, state);
        int bus = buses.index(command.bus());
        require(bus >= 0, Refusal.UNKNOWN_BUS);
        Direction direction = direction(command.direction());
        long quantity = quantity(command.quantity());
        long price = price(command.price(), direction, owner);
        Restriction restriction = restriction(command.restriction());
        long minimum = command.minimum().isEmpty() ? settings.lot() : minimum(command.minimum(), quantity);
        long expiry = command.expiry().isEmpty() ? Order.NEVER : expiry(command.expiry(), now);
        boolean conditional = conditional(command.conditional(), owner);
        Set<Integer> zone = zone(command.zone(), owner);
        return new Submission(
                command.id(),
                owner,
                bus,
                buses.number(bus),
                direction,
                quantity,
                price,
                period,
                restriction,
                minimum,
                expiry,
                conditional,
                zone);
    }

    /** The open order that a withdrawal or an amendment is about. */
    Order order(Command command, long now, MarketState state) throws Refused {
        Order order = state.open(command.id());
        require(order != null && order.expiry > now, Refusal.UNKNOWN_ORDER);
        require(order.owner.equals(command.owner()), Refusal.NOT_OWNER);
        return order;
    }

    /** What an order becomes. */
    Amendment amendment(Command command, Order order, long now) throws Refused {
        long total = command.quantity().isEmpty() ? order.total : quantity(command.quantity());
        require(total >= order.traded, Refusal.BELOW_TRADED);
        long price = command.price().isEmpty() ? order.price : price(command.price(), order.direction, order.owner);
        long minimum = command.minimum().isEmpty() ? Math.min(order.minimum, total) : minimum(command.minimum(), total);
        long expiry = command.expiry().isEmpty() ? order.expiry : expiry(command.expiry(), now);
        return new Amendment(total, price, minimum, expiry);
    }

    /** The place of a period whose gate is open. */
    int period(Command command, MarketState state) throws Refused {
        int period = settings.periods().indexOf(command.period());
        require(period >= 0, Refusal.UNKNOWN_PERIOD);
        require(!state.isClosed(period), Refusal.GATE_CLOSED);
        return period;
    }

    private static Direction direction(String text) throws Refused {
        return switch (text) {
            case "UP" -> Direction.UP;
            case "DOWN" -> Direction.DOWN;
            default -> throw new Refused(Refusal.BAD_DIRECTION);
        };
    }

    private static Restriction restriction(String text) throws Refused {
        return switch (text) {
            case "" -> Restriction.NONE;
            case "IOC" -> Restriction.IOC;
            case "FOK" -> Restriction.FOK;
            case "AON" -> Restriction.AON;
            default -> throw new Refused(Refusal.BAD_RESTRICTION);
        };
    }

    private long quantity(String text) throws Refused {
        OptionalLong watts = Quantities.parse(text, Quantities.MEGAWATT_DECIMALS);
        require(
                watts.isPresent() && watts.getAsLong() > 0L && watts.getAsLong() % settings.lot() == 0L,
                Refusal.BAD_QUANTITY);
        return watts.getAsLong();
    }

    private long minimum(String text, long quantity) throws Refused {
        OptionalLong watts = Quantities.parse(text, Quantities.MEGAWATT_DECIMALS);
        require(
                watts.isPresent()
                        && watts.getAsLong() > 0L
                        && watts.getAsLong() <= quantity
                        && watts.getAsLong() % settings.lot() == 0L,
                Refusal.BAD_MINIMUM);
        return watts.getAsLong();
    }

    private long price(String text, Direction direction, String owner) throws Refused {
        if (text.equals(Command.EXTREME)) {
            require(settings.isOperator(owner), Refusal.BAD_PRICE);
            return direction == Direction.UP ? settings.highestPrice() : settings.lowestPrice();
        }
        OptionalLong price = Quantities.parse(text, Quantities.PRICE_DECIMALS);
        require(
                price.isPresent()
                        && price.getAsLong() >= settings.lowestPrice()
                        && price.getAsLong() <= settings.highestPrice(),
                Refusal.BAD_PRICE);
        return price.getAsLong();
    }

    private static long expiry(String text, long now) throws Refused {
        OptionalLong expiry = Quantities.parse(text, 0);
        require(expiry.isPresent() && expiry.getAsLong() > now, Refusal.BAD_EXPIRY);
        return expiry.getAsLong();
    }

    private boolean conditional(String text, String owner) throws Refused {
        if (text.isEmpty() || text.equals(FALSE)) {
            return false;
        }
        require(text.equals(TRUE) && settings.isOperator(owner) && takesConditional, Refusal.BAD_CONDITIONAL);
        return true;
    }

    private Set<Integer> zone(String text, String owner) throws Refused {
        if (text.isEmpty()) {
            return null;
        }
        require(settings.isOperator(owner), Refusal.BAD_ZONE);
        Set<Integer> zone = buses.zone(text);
        require(zone != null, Refusal.BAD_ZONE);
        return zone;
    }

    private static void require(boolean holds, Refusal otherwise) throws Refused {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }
}
