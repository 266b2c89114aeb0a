import { functional } from "@flambeau/nn";

// Functions of `nn.functional` that PyTorch has a second time, beside those of tensors.

/** See `nn.functional.bilinear`. */
export const bilinear: typeof functional.bilinear = functional.bilinear;
/** See `nn.functional.celu_`. */
export const celu_: typeof functional.celu_ = functional.celu_;
/** See `nn.functional.channelShuffle`. */
export const channelShuffle: typeof functional.channelShuffle = functional.channelShuffle;
/** See `nn.functional.cosineSimilarity`. */
export const cosineSimilarity: typeof functional.cosineSimilarity = functional.cosineSimilarity;
/** See `nn.functional.pairwiseDistance`. */
export const pairwiseDistance: typeof functional.pairwiseDistance = functional.pairwiseDistance;
/** See `nn.functional.pixelShuffle`. */
export const pixelShuffle: typeof functional.pixelShuffle = functional.pixelShuffle;
/** See `nn.functional.pixelUnshuffle`. */
export const pixelUnshuffle: typeof functional.pixelUnshuffle = functional.pixelUnshuffle;
/** See `nn.functional.prelu`. */
export const prelu: typeof functional.prelu = functional.prelu;
/** See `nn.functional.relu_`. */
export const relu_: typeof functional.relu_ = functional.relu_;
/** See `nn.functional.rrelu_`. */
export const rrelu_: typeof functional.rrelu_ = functional.rrelu_;
/** See `nn.functional.selu_`. */
export const selu_: typeof functional.selu_ = functional.selu_;
/** See `nn.functional.threshold_`. */
export const threshold_: typeof functional.threshold_ = functional.threshold_;
