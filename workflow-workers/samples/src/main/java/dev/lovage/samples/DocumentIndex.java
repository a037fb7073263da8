package dev.lovage.samples;

import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// Passages, found by their words and by the likeness of these; in memory.
final class DocumentIndex implements AutoCloseable {
    private static final int CANDIDATES = 50;

    /// Of reciprocal rank fusion: how much the first places count more than the next.
    private static final int RANK_CONSTANT = 60;

    private final ByteBuffersDirectory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    /// @param threads on which its segments are searched
    DocumentIndex(List<Passage> passages, Executor threads) throws IOException {
        directory = new ByteBuffersDirectory();
        try (var analyzer = new EnglishAnalyzer();
                var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (var passage : passages) {
                writer.addDocument(document(passage));
            }
        }
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader, threads);
    }

    private static Document document(Passage passage) {
        var document = new Document();
        document.add(new StoredField("path", passage.path()));
        document.add(new TextField("title", passage.title(), Store.YES));
        document.add(new TextField("text", passage.text(), Store.YES));
        document.add(
                new KnnFloatVectorField(
                        "likeness",
                        Likeness.vector(passage.title() + " " + passage.text()),
                        VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    /// The best first, as both ways of finding rank them together.
    List<Passage> find(String words, int most) throws IOException {
        var ranks = new HashMap<Integer, Double>();
        try (var analyzer = new EnglishAnalyzer()) {
            var builder = new QueryBuilder(analyzer);
            rank(builder.createBooleanQuery("text", words), ranks);
            rank(builder.createBooleanQuery("title", words), ranks);
        }
        rank(new KnnFloatVectorQuery("likeness", Likeness.vector(words), CANDIDATES), ranks);
        var best =
                ranks.entrySet().stream()
                        .sorted(
                                Map.Entry.<Integer, Double>comparingByValue()
                                        .reversed()
                                        .thenComparing(
                                                Map.Entry.comparingByKey(
                                                        Comparator.naturalOrder())))
                        .limit(most)
                        .map(Map.Entry::getKey)
                        .toList();
        var found = new ArrayList<Passage>();
        for (var id : best) {
            var document = searcher.storedFields().document(id);
            found.add(
                    new Passage(document.get("path"), document.get("title"), document.get("text")));
        }
        return found;
    }

    private void rank(@Nullable Query query, Map<Integer, Double> ranks) throws IOException {
        if (query == null) {
            return; // none of the words says anything
        }
        var hits = searcher.search(query, CANDIDATES).scoreDocs;
        for (int place = 0; place < hits.length; place++) {
            ranks.merge(hits[place].doc, 1.0 / (RANK_CONSTANT + place), Double::sum);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
