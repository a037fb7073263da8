package dev.lovage.server.blob;

class FakeBlobStoreTest extends BlobStoreContract {
    private final FakeBlobStore store = new FakeBlobStore();

    @Override
    BlobStore store() {
        return store;
    }

    @Override
    long kept() {
        return store.values.size();
    }
}
