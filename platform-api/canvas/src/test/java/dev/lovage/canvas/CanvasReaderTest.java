package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class CanvasReaderTest {
    private static final String THUMBNAILS =
            """
            lovage: 1
            name: image-thumbnails
            description: Makes thumbnails for every picture in a folder.
            input:
              type: object
              required: [folder]
              properties:
                folder: {type: string, title: Folder}
                width:  {type: integer, default: 256, minimum: 16}
            search: [input.folder]
            queue: media
            runTimeout: 2h
            defaults: {retry: {attempts: 3}, timeout: {attempt: 30s}}
            do:
              - {id: files, task: files.list, with: {folder: "${input.folder}", suffix: .png}}
              - id: thumbs
                map: "${steps.files}"
                as: file
                concurrency: 50
                do: {task: image.resize, with: {path: "${file.path}", width: "${input.width}"}}
              - {task: files.manifest, with: {entries: "${steps.thumbs}"}}
            output: "${prev}"
            tags: [media]
            """;

    @Test
    void readsTheDefinitionOfTheFirstPage() {
        var definition = CanvasReader.definition(THUMBNAILS);
        assertThat(definition.name()).isEqualTo("image-thumbnails");
        assertThat(definition.body())
                .isInstanceOfSatisfying(
                        Canvas.Chain.class, chain -> assertThat(chain.members()).hasSize(3));
    }

    @Test
    void writesWhatItReads() {
        var definition = CanvasReader.definition(THUMBNAILS);
        assertThat(CanvasReader.definition(CanvasWriter.tree(definition))).isEqualTo(definition);
    }

    @Test
    void evaluatesExpressionsOverTheirScope() {
        var scope = (Scope) Map.<String, Object>of("input", Map.of("list", List.of(1L, 2L)))::get;
        assertThat(Expressions.level(1).evaluate(new Expression("input.list.map(x, x * 2)"), scope))
                .isEqualTo(List.of(2L, 4L));
    }
}
