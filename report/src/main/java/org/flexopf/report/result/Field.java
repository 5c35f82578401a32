package org.flexopf.report.result;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * A field of what the document holds, declared once for all renderers that go by names: its name, its unit and where
 * its value comes from.
 *
 * @param <T> what it is a field of
 * @param name its name
 * @param unit its unit; empty for what has none
 * @param value a number, a whole number, a truth value, a text, a list of these, or what {@code parts} are fields of,
 *     or a list of that; {@code null} and NaN where there is none
 * @param present whether it is there at all
 * @param parts the fields of the value; {@code null} if it has none
 */
record Field<T>(String name, String unit, Function<T, ?> value, Predicate<T> present, List<? extends Field<?>> parts) {

    static <T> Field<T> number(String name, String unit, ToDoubleFunction<T> value) {
        return new Field<>(name, unit, value::applyAsDouble, owner -> true, null);
    }

    /** A text, a count, a truth value, or a list of them. */
    static <T> Field<T> plain(String name, Function<T, ?> value) {
        return new Field<>(name, "", value, owner -> true, null);
    }

    static <T, U> Field<T> object(String name, List<Field<U>> parts, Function<T, U> value) {
        return new Field<>(name, "", value, owner -> true, parts);
    }

    /** A list of what has fields; not there at all where it is {@code null}. */
    static <T, U> Field<T> table(String name, List<Field<U>> parts, Function<T, List<U>> value) {
        return new Field<>(name, "", value, owner -> value.apply(owner) != null, parts);
    }

    /** The same field, which is there only for some. */
    Field<T> onlyIf(Predicate<T> condition) {
        return new Field<>(name, unit, value, condition, parts);
    }

    /** What renderers do with fields, whatever they are fields of. */
    interface Visitor {

        /** A single value, or a list of single values. */
        void single(String name, String unit, Object value);

        /** A value with fields; {@code null} if it is missing. */
        void object(String name, List<? extends Field<?>> parts, Object value);

        /** Values with fields. */
        void table(String name, List<? extends Field<?>> parts, List<?> values);
    }

    /** Shows a visitor the fields of a value. */
    static void visit(List<? extends Field<?>> fields, Object owner, Visitor visitor) {
        for (Field<?> field : fields) {
            field.show(owner, visitor);
        }
    }

    @SuppressWarnings("unchecked") // A value is made together with its fields, by the factories above.
    private void show(Object owner, Visitor visitor) {
        T whole = (T) owner;
        if (!present.test(whole)) {
            return;
        }
        Object own = value.apply(whole);
        if (parts == null) {
            visitor.single(name, unit, own);
        } else if (own instanceof List<?> list) {
            visitor.table(name, parts, list);
        } else {
            visitor.object(name, parts, own);
        }
    }
}
