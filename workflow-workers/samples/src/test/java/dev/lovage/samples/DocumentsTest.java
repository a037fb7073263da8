package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class DocumentsTest {
    @TempDir Path folder;
    private Documents documents;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("garden.md"),
                "# Garden\n\nLovage grows tall.\n\n## Watering\n\nIn summer it is watered every evening.\n");
        Files.createDirectories(folder.resolve("kitchen/target"));
        Files.writeString(
                folder.resolve("kitchen/soup.md"),
                "# Soup\n\nA leaf of it seasons a whole pot.\n\n## Salt\n\nLess salt is needed then.\n");
        Files.writeString(
                folder.resolve("kitchen/target/watering.md"), "# Watering of what was built");
        Files.writeString(folder.resolve("watering.txt"), "watering");
        documents = in(folder.toString());
    }

    @AfterEach
    void close() throws IOException {
        documents.close();
    }

    private static Documents in(String folder) {
        return new Documents(new SampleSettings(List.of(), "", folder));
    }

    @Test
    void theBestPassageComesFirstWithItsPlace() throws IOException {
        assertThat(documents.search("when is it watered?", Optional.empty()).getFirst())
                .isEqualTo(
                        new Passage(
                                "garden.md", "Watering", "In summer it is watered every evening."));
    }

    @Test
    void wordsOfAnotherFormAreFoundByTheirLikeness() throws IOException {
        assertThat(documents.search("saltiness", Optional.of(1)))
                .extracting(Passage::title)
                .containsExactly("Salt");
    }

    @Test
    void whatWasBuiltAndWhatIsNoMarkdownIsLeftOut() throws IOException {
        assertThat(documents.search("watering", Optional.of(100)))
                .hasSize(4)
                .extracting(Passage::path)
                .containsOnly("garden.md", "kitchen/soup.md");
    }

    @Test
    void aQuestionWithoutWordsFindsSomething() throws IOException {
        assertThat(documents.search("?!", Optional.of(2))).hasSize(2);
    }

    @Test
    void longSectionsAreCutBetweenParagraphs() {
        var paragraph = "word ".repeat(150).strip();
        var passages =
                Passage.of(
                        "a.md", "# A\n\n" + String.join("\n\n", paragraph, paragraph, paragraph));

        assertThat(passages)
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.text()).isEqualTo(paragraph));
    }

    @Test
    void withoutAFolderItSaysWhoNamesOne() {
        assertThatThrownBy(() -> in("").search("salt", Optional.empty()))
                .hasMessageContaining("SAMPLES_DOCUMENTS");
    }
}
