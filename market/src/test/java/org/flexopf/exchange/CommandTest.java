package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.flexopf.exchange.Command.Field;
import org.junit.jupiter.api.Test;

/** The fields of a command are its components, one for one: files and journals go by them. */
class CommandTest {

    @Test
    void fieldsAreTheComponentsInTheirOrder() {
        assertThat(Arrays.stream(Field.values()).map(Field::label))
                .containsExactlyElementsOf(Arrays.stream(Command.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        Command command = Command.of(Field::label);
        for (Field field : Field.values()) {
            assertThat(field.of(command)).isEqualTo(field.label());
        }
    }

    @Test
    void withChangesOneField() {
        Command command = Command.of(Field::label);
        for (Field changed : Field.values()) {
            Command other = command.with(changed, "another");
            for (Field field : Field.values()) {
                assertThat(field.of(other)).isEqualTo(field == changed ? "another" : field.label());
            }
        }
    }

    @Test
    void whatIsStatedInUnitsIsWrittenInMegawattsAndPerMegawattHour() {
        Command command = Command.submit(7, "A1", "ann")
                .at(18, Direction.DOWN, "t2")
                .offering(1_500_000, -423_000)
                .restricted(Restriction.AON)
                .withMinimum(250)
                .until(99)
                .onCondition()
                .within("2 3");
        assertThat(command)
                .isEqualTo(new Command(
                        "7", "SUBMIT", "A1", "ann", "18", "DOWN", "1.5", "-42.3", "t2", "AON", "0.00025", "99", "true",
                        "2 3"));
    }
}
