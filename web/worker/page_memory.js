// The database pages in the wasm module, as the page store sees them: the only JavaScript that touches the module's
// memory for storage. Everything it hands out is a copy: a view would be cloned with the whole memory by IndexedDB, and
// memory moves when it grows.

export const SEGMENT_BYTES = 262144;
export const FEED = Object.freeze({ applied: 0, unreadable: 1, noMemory: 2 });
export const LOG_END = Object.freeze({ whole: 0, torn: 1, damaged: 2 });

export class PageMemory {
  /** @param module an instantiated wasm module that links the page exports */
  constructor(module) {
    this.module = module;
  }

  /** Sets what a page fault calls: `load(block)` answers the stored bytes, or null when they cannot be read. */
  onFault(load) {
    const { module } = this;
    module.loadSegment = (block, into) => {
      const stored = load(block);
      if (!stored) return false;
      module.HEAPU8.set(stored.bytes, into);
      return module._page_block_hash(into) === stored.hash;
    };
  }

  open(segments, size, sequence) {
    this.module._page_open(segments, size, sequence);
  }

  /** @param {Uint8Array} bytes @returns one of FEED */
  feedLog(bytes) {
    const { module } = this;
    const at = module._malloc(bytes.length);
    if (!at) return FEED.noMemory;
    module.HEAPU8.set(bytes, at);
    const result = module._page_feed_log(at, bytes.length);
    module._free(at);
    return result;
  }

  /** Ends the replay: how the log ended (LOG_END) and how many of its bytes are whole commits. */
  finishLog() {
    const { module } = this;
    const result = { end: module._page_log_end(), usedBytes: module._page_log_used() };
    module._page_log_done();
    return result;
  }

  get size() { return this.module._page_size(); }
  get sequence() { return this.module._page_sequence(); }
  get segmentCount() { return Math.ceil(this.size / SEGMENT_BYTES); }
  get queuedBytes() { return this.module._page_queue_bytes(); }
  get hasOpenChanges() { return this.module._page_has_open_changes() !== 0; }
  get loadedSegments() { return this.module._page_loaded_count(); }
  set bulk(isBulk) { this.module._page_set_bulk(isBulk ? 1 : 0); }

  /** The commits that wait, in one copy; the queue is empty afterwards. */
  takeQueue() {
    const { module } = this;
    const bytes = new Uint8Array(this.queuedBytes);
    const pieces = module._page_queue_pieces();
    for (let i = 0, at = 0; i < pieces; ++i) {
      const start = module._page_queue_piece(i), length = module._page_queue_piece_bytes(i);
      bytes.set(module.HEAPU8.subarray(start, start + length), at);
      at += length;
    }
    module._page_queue_clear();
    return bytes;
  }

  /** The blocks that differ from storage, and any outside the file marked clean: they are deleted, not written. */
  dirtySegments() {
    const { module } = this, count = this.segmentCount, dirty = [];
    for (let i = module._page_next_dirty(0); i >= 0; i = module._page_next_dirty(i + 1)) {
      if (i < count) dirty.push(i);
      else module._page_mark_clean(i);
    }
    return dirty;
  }

  /** Brings one block into memory; false when it cannot be read. */
  load(block) { return this.module._page_block(block) !== 0; }

  /** A copy of one block with its hash; null when it cannot be read. */
  copySegment(block) {
    const { module } = this;
    const at = module._page_block(block);
    if (!at) return null;
    return { bytes: module.HEAPU8.slice(at, at + SEGMENT_BYTES), hash: module._page_block_hash(at) };
  }

  markClean(block) { this.module._page_mark_clean(block); }
  markDirty(block) { this.module._page_mark_dirty(block); }
}
