package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;

/**
 * A device of a file being taken apart by its format, with all objects within it. In a case file it is one of a single
 * period.
 */
final class DeviceElement implements HorizonFields {

    private final JsonElement json;
    private final double[] hours;
    private final List<Fault> faults;
    private final List<DeviceElement> within = new ArrayList<>();
    private int told;

    DeviceElement(JsonElement json, double[] hours, List<Fault> faults) {
        this.json = json;
        this.hours = hours;
        this.faults = faults;
    }

    /** How messages call it: its name if it has one, and its place. */
    String label() {
        String name = json.text("name", "");
        return json.label() + (name.isEmpty() ? "" : " '" + name + "'");
    }

    /** How many faults formats have told, here and within, of fields that are sound each. */
    int told() {
        return told + within.stream().mapToInt(DeviceElement::told).sum();
    }

    /** Makes a fault of every field that was not asked for, here and within. */
    void refuseUnknownFields() {
        json.refuseUnknownFields();
        within.forEach(DeviceElement::refuseUnknownFields);
    }

    @Override
    public int periods() {
        return hours.length;
    }

    @Override
    public double hours(int period) {
        return hours[period];
    }

    @Override
    public int integer(String field) {
        return json.integer(field);
    }

    @Override
    public double number(String field) {
        return json.number(field);
    }

    @Override
    public double number(String field, double otherwise) {
        return json.number(field, otherwise);
    }

    @Override
    public String text(String field) {
        return json.text(field);
    }

    @Override
    public String text(String field, String otherwise) {
        return json.text(field, otherwise);
    }

    @Override
    public <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
        return json.choice(field, type, otherwise);
    }

    @Override
    public boolean flag(String field, boolean otherwise) {
        return json.flag(field, otherwise);
    }

    @Override
    public CostCurve cost(String field) {
        return json.cost(field);
    }

    @Override
    public double[] series(String field) {
        if (json.has(field)) {
            return json.series(field, hours.length, 0.0);
        }
        double[] series = new double[hours.length];
        Arrays.fill(series, json.number(field));
        return series;
    }

    @Override
    public double[] series(String field, double otherwise) {
        return json.series(field, hours.length, otherwise);
    }

    @Override
    public boolean isList(String field) {
        return json.isList(field);
    }

    @Override
    public double[] numbers(String field) {
        return json.numbers(field);
    }

    @Override
    public List<Integer> periods(String field) {
        List<Integer> periods = new ArrayList<>();
        for (double number : json.numbers(field)) {
            if (number >= 1.0 && number <= hours.length && number == Math.rint(number)) {
                periods.add((int) number - 1);
            } else {
                told++;
                faults.add(new Fault(
                        label() + ", " + field,
                        "period " + (number == Math.rint(number) ? String.valueOf((long) number) : number),
                        "there are periods 1 to " + hours.length,
                        "give numbers of periods"));
            }
        }
        return periods;
    }

    @Override
    public List<HorizonFields> objects(String field) {
        List<HorizonFields> objects = new ArrayList<>();
        json.objects(field).forEach(object -> objects.add(inside(object)));
        return objects;
    }

    @Override
    public Optional<HorizonFields> object(String field) {
        return Optional.ofNullable(json.object(field)).map(this::inside);
    }

    private DeviceElement inside(JsonElement object) {
        DeviceElement element = new DeviceElement(object, hours, faults);
        within.add(element);
        return element;
    }

    @Override
    public void fault(String value, String cause, String fix) {
        told++;
        faults.add(new Fault(label(), value, cause, fix));
    }
}
