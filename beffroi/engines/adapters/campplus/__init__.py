"""Who speaks when: CAM++ voice prints on ONNX Runtime, Silero speech detection and clustering."""
