// Charts without a mouse.

/** listener: {step(windows), end(which), zoom(factor), move(part), reset(), leave()} */
export function listenToKeys(chart, listener) {
  chart.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const action = actionOf(event, listener);
    if (action) {
      event.preventDefault();
      action();
    }
  });
}

function actionOf(event, listener) {
  switch (event.key) {
    case 'ArrowLeft':
      return event.shiftKey ? () => listener.move(-0.25) : () => listener.step(-1);
    case 'ArrowRight':
      return event.shiftKey ? () => listener.move(0.25) : () => listener.step(1);
    case 'PageUp':
      return () => listener.step(-10);
    case 'PageDown':
      return () => listener.step(10);
    case 'Home':
      return () => listener.end(-1);
    case 'End':
      return () => listener.end(1);
    case '+':
    case '=':
      return () => listener.zoom(0.5);
    case '-':
      return () => listener.zoom(2);
    case '0':
      return () => listener.reset();
    case 'Escape':
      return () => listener.leave();
    default:
      return null;
  }
}
